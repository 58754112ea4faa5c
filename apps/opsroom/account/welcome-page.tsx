import { useEffect, useState } from 'preact/hooks';
import type { Invitation } from '#libs/contracts';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { go } from '../route.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { comeIn } from './ask.js';
import { LineField, PasswordField } from './field.js';

/** Where a one-time link leads: whoever comes chooses a password, the first person a name and an address too. */
export function WelcomePage({ link }: { link: string }) {
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    const ask = async () => {
      const answer = await send<Invitation>('/api/links/read', { key: link });
      if (answer.ok) setInvitation(answer.value);
      else setTrouble(answer.trouble);
    };
    void ask();
  }, [link]);
  if (trouble)
    return (
      <div class="account">
        <TroubleNote trouble={trouble} />
        <p>
          <a href="#/">{words.account.toSignIn}</a>
        </p>
      </div>
    );
  if (!invitation) return <p class="loading">{words.loading}</p>;
  return <Welcome link={link} invitation={invitation} />;
}

const shortest = 12;

function Welcome({ link, invitation }: { link: string; invitation: Invitation }) {
  const first = invitation.purpose === 'first';
  const [name, setName] = useState(invitation.name ?? '');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const missing = (text: string) => (tried && text.trim() === '' ? words.account.missing : null);
  const enter = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (password.length < shortest || (first && (name.trim() === '' || email.trim() === ''))) return;
    const own = first ? { name: name.trim(), email: email.trim() } : {};
    const refused = await comeIn('/api/links/use', { key: link, password, ...own });
    setTrouble(refused);
    if (!refused) go('#/');
  };
  return (
    <form class="account" onSubmit={(event) => void enter(event)} noValidate>
      <h1>{words.account.welcome[invitation.purpose]}</h1>
      <p class="soft">{words.account.welcomeLead(invitation)}</p>
      {first && (
        <>
          <LineField label={words.who.name} autoComplete="name" value={name} onInput={setName} fault={missing(name)} />
          <LineField
            label={words.account.email}
            type="email"
            autoComplete="username"
            value={email}
            onInput={setEmail}
            fault={missing(email)}
          />
        </>
      )}
      <PasswordField
        label={words.account.newPassword}
        autoComplete="new-password"
        value={password}
        onInput={setPassword}
        fault={tried && password.length < shortest ? words.account.tooShort : null}
      />
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="form-buttons">
        <button type="submit" class="primary">
          {words.account.enter}
        </button>
      </div>
    </form>
  );
}
