import { useState } from 'preact/hooks';
import type { Role, VoteView } from '#libs/contracts';
import { SendButton } from '../alert/act-forms.js';
import { TextField } from '../alert/text-field.js';
import { LineField } from '../account/field.js';
import { Moment } from '../calendar/declare-form.js';
import type { Trouble } from '../data/answer.js';
import { unitName } from '../data/organisation.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';

const say = words.people;
const roles: readonly Role[] = ['member', 'coordinator', 'delegate'];
const blank = { name: '', email: '', role: 'member' as Role, from: '', until: '', note: '' };

interface Props {
  unit: string;
  again: () => void;
  /** Told of each proposal that was taken, as it stands then. */
  proposed: (vote: VoteView) => void;
}

/** Proposes to give somebody a mandate; who has none yet is named, and gets an account if it passes. */
export function ProposeMandate({ unit, again, proposed }: Props) {
  const [id, setId] = useState(newId);
  const [draft, setDraft] = useState(blank);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<'taken' | 'kept' | Trouble | null>(null);
  const change = (part: Partial<typeof blank>) => setDraft({ ...draft, ...part });
  const propose = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (draft.name.trim() === '' || !isAddress(draft.email)) return;
    setBusy(true);
    const { name, email, role, note } = draft;
    const to = { name: name.trim(), email: email.trim() };
    const motion = { kind: 'give', role, to, from: instantOf(draft.from), until: instantOf(draft.until) };
    const body = { id, motion, ...(note.trim() && { note: note.trim() }) };
    const path = `/api/units/${encodeURIComponent(unit)}/votes`;
    const label = words.kept.mandate(to.name, unitName(unit));
    const sent = await sendOrKeep<VoteView>({ id, method: 'POST', path, body, label });
    setBusy(false);
    setOutcome(sent.kind === 'refused' ? sent.trouble : sent.kind);
    if (sent.kind === 'taken') proposed(sent.value);
    if (sent.kind !== 'refused') {
      setId(newId());
      setTried(false);
      setDraft(blank);
    }
    again();
  };
  return (
    <section class="panel" aria-labelledby="propose-mandate">
      <h2 id="propose-mandate">{say.propose}</h2>
      <form class="account" onSubmit={(event) => void propose(event)} noValidate>
        <LineField
          autoComplete="off"
          label={say.name}
          value={draft.name}
          onInput={(name) => change({ name })}
          fault={tried && draft.name.trim() === '' ? words.account.missing : null}
        />
        <LineField
          autoComplete="off"
          label={say.email}
          type="email"
          value={draft.email}
          onInput={(email) => change({ email })}
          fault={tried && !isAddress(draft.email) ? say.noAddress : null}
        />
        <Roles chosen={draft.role} choose={(role) => change({ role })} />
        <Moment label={say.fromField} value={draft.from} onInput={(from) => change({ from })} />
        <Moment label={say.untilField} value={draft.until} onInput={(until) => change({ until })} />
        <TextField label={words.acts.note} value={draft.note} onInput={(note) => change({ note })} />
        <SendButton busy={busy} label={say.send} />
      </form>
      {outcome !== null && typeof outcome === 'object' && <TroubleNote trouble={outcome} />}
      <p role="status" class="done">
        {outcome === 'taken' && say.sent}
        {outcome === 'kept' && words.kept.here}
      </p>
    </section>
  );
}

/** One below the other: what each means does not fit into a list that opens, on a phone. */
function Roles({ chosen, choose }: { chosen: Role; choose: (role: Role) => void }) {
  return (
    <fieldset class="choice is-stacked">
      <legend>{say.role}</legend>
      {roles.map((role) => (
        <label key={role}>
          <input type="radio" name="role" checked={chosen === role} onChange={() => choose(role)} />
          <span>{say.meaning[role]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function instantOf(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}

function isAddress(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text.trim());
}
