import { useId, useState } from 'preact/hooks';
import type { NoticeKind, NoticeView, Unit } from '#libs/contracts';
import { TextField } from '../alert/text-field.js';
import type { Trouble } from '../data/answer.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { localField } from '../format/instants.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';

const kinds: readonly NoticeKind[] = ['planned-stop', 'known-change', 'strike', 'other'];
const hour = 3_600_000;

/** What somebody has filled in; the times as datetime-local fields hold them. */
interface Draft {
  kind: NoticeKind;
  title: string;
  from: string;
  until: string;
  text: string;
}

function fresh(): Draft {
  const next = Math.ceil(Date.now() / hour) * hour;
  return { kind: 'planned-stop', title: '', from: localField(next), until: localField(next + 8 * hour), text: '' };
}

/** Says something beforehand, of a unit and all below it. */
export function DeclareForm({ unit, again }: { unit: Unit; again: () => void }) {
  const [draft, setDraft] = useState(fresh);
  const [fault, setFault] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [done, setDone] = useState<'taken' | 'kept' | null>(null);
  const [id, setId] = useState(newId);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const declare = async (event: Event) => {
    event.preventDefault();
    setDone(null);
    const wrong = faultOf(draft);
    setFault(wrong);
    if (wrong !== null) return;
    const body = { id, ...bodyOf(draft, unit.id) };
    const label = words.kept.notice(body.title);
    const sent = await sendOrKeep<NoticeView>({ id, method: 'POST', path: '/api/notices', body, label });
    setTrouble(sent.kind === 'refused' ? sent.trouble : null);
    if (sent.kind !== 'refused') {
      setDone(sent.kind);
      setId(newId());
      setDraft(fresh());
    }
    again();
  };
  return (
    <section class="panel" aria-labelledby="declare">
      <h2 id="declare">{words.calendar.declare}</h2>
      <p class="soft measure">{words.calendar.declareHint(unit.name)}</p>
      <form class="declare-form" onSubmit={(event) => void declare(event)} noValidate>
        <Kinds chosen={draft.kind} choose={(kind) => change({ kind })} />
        <Line label={words.calendar.what} value={draft.title} onInput={(title) => change({ title })} />
        <div class="declare-times">
          <Moment label={words.calendar.from} value={draft.from} onInput={(from) => change({ from })} />
          <Moment label={words.calendar.until} value={draft.until} onInput={(until) => change({ until })} />
        </div>
        <p class="soft">{words.calendar.untilHint}</p>
        <TextField label={words.calendar.more} value={draft.text} onInput={(text) => change({ text })} />
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" class="primary">
          {words.calendar.say}
        </button>
        {trouble && <TroubleNote trouble={trouble} />}
        <p role="status" class="done">
          {done === 'taken' && words.calendar.said}
          {done === 'kept' && words.kept.here}
        </p>
      </form>
    </section>
  );
}

function Kinds({ chosen, choose }: { chosen: NoticeKind; choose: (kind: NoticeKind) => void }) {
  return (
    <fieldset class="choice is-stacked">
      <legend>{words.calendar.kind}</legend>
      {kinds.map((kind) => (
        <label key={kind}>
          <input type="radio" name="notice-kind" checked={chosen === kind} onChange={() => choose(kind)} />
          <span>
            {words.calendar.kinds[kind]} <span class="soft">{words.calendar.meaning[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

function Line({ label, value, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        maxLength={120}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

/** A date and a time of the day, in the reader's own time. */
export function Moment({ label, value, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="datetime-local" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  );
}

function faultOf({ title, from, until }: Draft): string | null {
  if (title.trim() === '') return words.calendar.missingTitle;
  const length = Date.parse(until) - Date.parse(from);
  return length > 0 ? null : words.calendar.wrongSpan;
}

function bodyOf({ kind, title, from, until, text }: Draft, unit: string) {
  const said = { kind, unit, title: title.trim(), text: text.trim() === '' ? null : text.trim() };
  return { ...said, from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}
