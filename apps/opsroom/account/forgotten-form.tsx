import { useState } from 'preact/hooks';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { LineField } from './field.js';

/** Has a link mailed that sets the password anew; says the same whether or not there is such an account. */
export function ForgottenForm({ onDone }: { onDone: () => void }) {
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const ask = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() === '') return;
    const answer = await send('/api/links/reset', { email: email.trim() });
    setTrouble(answer.ok ? null : answer.trouble);
    setSent(answer.ok);
  };
  return (
    <form class="account" onSubmit={(event) => void ask(event)} noValidate>
      <h1>{words.account.forgotten}</h1>
      <p class="soft">{words.account.forgottenLead}</p>
      <LineField
        label={words.account.email}
        type="email"
        autoComplete="username"
        value={email}
        onInput={setEmail}
        fault={tried && email.trim() === '' ? words.account.missing : null}
      />
      {trouble && <TroubleNote trouble={trouble} />}
      {sent && <p role="status">{words.account.linkSent}</p>}
      <div class="form-buttons">
        <button type="submit" class="primary">
          {words.account.sendLink}
        </button>
        <button type="button" class="quiet" onClick={onDone}>
          {words.account.back}
        </button>
      </div>
    </form>
  );
}
