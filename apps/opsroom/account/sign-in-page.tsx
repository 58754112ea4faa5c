import { useState } from 'preact/hooks';
import type { Me } from '#libs/contracts';
import type { Trouble } from '../data/answer.js';
import { TroubleNote } from '../shell/notice.js';
import { route } from '../route.js';
import { words } from '../words.js';
import { comeIn } from './ask.js';
import { LineField, PasswordField } from './field.js';
import { ForgottenForm } from './forgotten-form.js';

/** Asks for address and password; the page behind it stays the one that the address bar names. */
export function SignInPage({ demo, elsewhere }: Pick<Me, 'demo' | 'elsewhere'>) {
  const [forgotten, setForgotten] = useState(false);
  if (forgotten) return <ForgottenForm onDone={() => setForgotten(false)} />;
  return (
    <div class="account">
      <h1>{words.account.signIn}</h1>
      {demo.length > 0 && <DemoSignIns demo={demo} />}
      {elsewhere !== null && (
        <>
          <Refused />
          <a class="button primary" href="/api/sign-in/elsewhere">
            {words.account.elsewhere(elsewhere)}
          </a>
          <p class="soft">{words.account.orPassword}</p>
        </>
      )}
      <PasswordForm onForgotten={() => setForgotten(true)} />
    </div>
  );
}

/** Why the sign-in of another server has let nobody in, as the address says. */
function Refused() {
  const here = route.value;
  if (here.page !== 'elsewhere') return null;
  const why = words.account.elsewhereRefused;
  return (
    <p class="trouble" role="alert">
      {here.id === 'account-unknown' ? why.unknown : here.id === 'sign-in-away' ? why.away : why.refused}
    </p>
  );
}

function PasswordForm({ onForgotten }: { onForgotten: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const missing = (text: string) => (tried && text.trim() === '' ? words.account.missing : null);
  const enter = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() === '' || password === '') return;
    setBusy(true);
    setTrouble(await comeIn('/api/sign-in', { email: email.trim(), password }));
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void enter(event)} noValidate>
      <LineField
        label={words.account.email}
        type="email"
        autoComplete="username"
        value={email}
        onInput={setEmail}
        fault={missing(email)}
      />
      <PasswordField
        label={words.account.password}
        autoComplete="current-password"
        value={password}
        onInput={setPassword}
        fault={missing(password)}
      />
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="form-buttons">
        <button type="submit" class="primary" disabled={busy}>
          {words.account.signIn}
        </button>
        <button type="button" class="quiet" onClick={onForgotten}>
          {words.account.forgotten}
        </button>
      </div>
    </form>
  );
}

function DemoSignIns({ demo }: Pick<Me, 'demo'>) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  return (
    <section class="demo-sign-ins">
      <p class="soft">{words.account.demoLead}</p>
      {demo.map(({ role, unit, name }) => (
        <button
          key={`${role} ${unit}`}
          type="button"
          onClick={() => void comeIn('/api/sign-in/demo', { unit }).then(setTrouble)}
        >
          {words.account.demo(role, name)}
        </button>
      ))}
      {trouble && <TroubleNote trouble={trouble} />}
    </section>
  );
}
