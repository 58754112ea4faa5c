import { useState } from 'preact/hooks';
import { SendButton } from '../alert/act-forms.js';
import { PasswordField } from '../account/field.js';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';

const say = words.settings.password;
const blank = { old: '', password: '' };
const shortest = 12;

/** Changes the password of whoever knows the old one. `onChanged`: browsers are channels no more. */
export function PasswordForm({ onChanged }: { onChanged: () => void }) {
  const [draft, setDraft] = useState(blank);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ trouble: Trouble | null } | null>(null);
  const isShort = draft.password.length < shortest;
  const change = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    setOutcome(null);
    if (draft.old === '' || isShort) return;
    setBusy(true);
    const answer = await send('/api/me/password', draft);
    setBusy(false);
    setOutcome({ trouble: answer.ok ? null : answer.trouble });
    if (!answer.ok) return;
    setDraft(blank);
    setTried(false);
    onChanged();
  };
  return (
    <section class="panel" aria-labelledby="own-password">
      <h2 id="own-password">{say.title}</h2>
      <form class="account" onSubmit={(event) => void change(event)} noValidate>
        <PasswordField
          label={say.old}
          autoComplete="current-password"
          value={draft.old}
          onInput={(old) => setDraft({ ...draft, old })}
          fault={tried && draft.old === '' ? words.account.missing : null}
        />
        <PasswordField
          label={words.account.newPassword}
          autoComplete="new-password"
          value={draft.password}
          onInput={(password) => setDraft({ ...draft, password })}
          fault={tried && isShort ? words.account.tooShort : null}
        />
        <SendButton busy={busy} label={say.change} />
      </form>
      {outcome?.trouble && <TroubleNote trouble={outcome.trouble} />}
      <p role="status">{outcome?.trouble === null && say.changed}</p>
    </section>
  );
}
