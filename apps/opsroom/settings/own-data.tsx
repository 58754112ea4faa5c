import { useState } from 'preact/hooks';
import type { OwnData as Kept } from '#libs/contracts';
import { PasswordField } from '../account/field.js';
import { me, signedOut } from '../account/me.js';
import { SendButton } from '../alert/act-forms.js';
import type { Trouble } from '../data/answer.js';
import { read, send } from '../data/api.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';

const say = words.settings.own;

/** All that is kept of one's account as a file, and the end of the account. */
export function OwnData() {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const save = async () => {
    const answer = await read<Kept>('/api/me/data');
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) download(JSON.stringify(answer.value, null, 2));
  };
  return (
    <section class="panel" aria-labelledby="own-data">
      <h2 id="own-data">{say.title}</h2>
      <p class="soft measure">{say.hint}</p>
      <p>
        <button type="button" onClick={() => void save()}>
          {say.save}
        </button>
      </p>
      {trouble && <TroubleNote trouble={trouble} />}
      <details>
        <summary>{say.leaveTitle}</summary>
        <LeaveForm />
      </details>
    </section>
  );
}

function LeaveForm() {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const elsewhere = me.value?.elsewhere ?? null;
  const isMissing = password === '' && elsewhere === null;
  const leave = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (isMissing) return;
    setBusy(true);
    const answer = await send('/api/me/leave', password === '' ? {} : { password });
    setBusy(false);
    if (answer.ok) signedOut();
    else setTrouble(answer.trouble);
  };
  return (
    <form class="account" onSubmit={(event) => void leave(event)} noValidate>
      <p class="soft measure">{say.leaveHint}</p>
      {elsewhere !== null && <p class="soft measure">{say.noPassword(elsewhere)}</p>}
      <PasswordField
        label={say.password}
        autoComplete="current-password"
        value={password}
        onInput={setPassword}
        fault={tried && isMissing ? words.account.missing : null}
      />
      <SendButton busy={busy} label={say.leave} />
      {trouble && <TroubleNote trouble={trouble} />}
    </form>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'synco-own-data.json';
  link.click();
  URL.revokeObjectURL(address);
}
