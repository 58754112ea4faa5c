import { useState } from 'preact/hooks';
import type { Channels } from '#libs/contracts';
import { SendButton } from '../alert/act-forms.js';
import { LineField } from '../account/field.js';
import { newId } from '../post/new-id.js';
import { Choice } from '../unit/choice.js';
import { words } from '../words.js';
import { blankOf, bodyOf, fieldsOf, type Kind, missingIn } from './channel-draft.js';
import type { Choose } from './channels-section.js';
import { canPush, subscribe } from './push.js';

const say = words.settings.channels;
const kinds: readonly Kind[] = ['email', 'push', 'webhook', 'telegram', 'ntfy', 'matrix'];

/** Adds a way to be reached. */
export function AddChannel({ known, choose }: { known: Channels; choose: Choose }) {
  const offered = kinds.filter((kind) => isOffered(kind, known));
  const [chosen, setChosen] = useState<Kind | null>(null);
  const kind = chosen !== null && offered.includes(chosen) ? chosen : (offered[0] ?? 'webhook');
  const [draft, setDraft] = useState(() => blankOf(kind, say.device));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const missing = tried ? missingIn(kind, draft) : [];
  const start = (next: Kind | null) => {
    setChosen(next);
    setDraft(blankOf(next ?? 'webhook', say.device));
    setTried(false);
    setFault(null);
  };
  const add = async () => {
    const own = kind === 'push' ? await subscribe(known.pushKey) : {};
    if (own === null) return setFault(say.noPush);
    const body = bodyOf(kind, draft, { ...own, id: newId() });
    if (await choose({ channels: [...known.channels, body] })) start(null);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    setFault(null);
    if (missingIn(kind, draft).length > 0) return;
    setBusy(true);
    await add();
    setBusy(false);
  };
  return (
    <form class="account" onSubmit={(event) => void submit(event)} noValidate>
      <h3>{say.add}</h3>
      <Choice
        label={say.kind}
        value={kind}
        options={offered.map((one) => [one, say.kinds[one]] as const)}
        onChoose={(next) => start(kinds.find((one) => one === next) ?? null)}
      />
      <p class="soft">{kind === 'email' ? say.hints.email(known.mail ?? '') : say.hints[kind]}</p>
      {fieldsOf[kind].map((field) => (
        <LineField
          key={`${kind} ${field}`}
          label={say.fields[field]}
          autoComplete="off"
          value={draft[field]}
          onInput={(text) => setDraft({ ...draft, [field]: text })}
          fault={missing.includes(field) ? words.account.missing : null}
        />
      ))}
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <SendButton busy={busy} label={say.send} />
    </form>
  );
}

function isOffered(kind: Kind, { mail }: Channels): boolean {
  if (kind === 'email') return mail !== null;
  return kind !== 'push' || canPush();
}
