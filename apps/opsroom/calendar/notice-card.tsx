import { useState } from 'preact/hooks';
import type { NoticeView } from '#libs/contracts';
import { now } from '../clock.js';
import type { Trouble } from '../data/answer.js';
import { localField } from '../format/instants.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { Moment } from './declare-form.js';
import { eventWords, meaningOf, spanWords } from './notice-words.js';

type Act = keyof NoticeView['may'];
const acts: readonly Act[] = ['change', 'end', 'withdraw'];

/** A notice: what, when, of whom, what it means, what happened to it, and what the viewer may do. */
export function NoticeCard({ view, again }: { view: NoticeView; again: () => void }) {
  const { notice, unitName } = view;
  const at = now.value;
  return (
    <li class={`notice-card is-${notice.kind} is-${notice.state}`}>
      <h3>{notice.title}</h3>
      <p>
        <span class="notice-kind">{words.calendar.kinds[notice.kind]}</span> {words.calendar.of(unitName)}
        {notice.state === 'withdrawn' && <strong> {words.calendar.withdrawn}</strong>}
      </p>
      <p>{spanWords(notice, at)}</p>
      {notice.text !== null && <p class="measure">{notice.text}</p>}
      <p class="soft measure">{meaningOf(view)}</p>
      <ul class="notice-timeline soft">
        {view.timeline.map((event) => (
          <li key={event.sequence}>{eventWords(event, at)}</li>
        ))}
      </ul>
      <NoticeActs view={view} again={again} />
    </li>
  );
}

function NoticeActs({ view, again }: { view: NoticeView; again: () => void }) {
  const [open, setOpen] = useState<Act | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [kept, setKept] = useState(false);
  const [until, setUntil] = useState(localField(Date.parse(view.notice.until)));
  const offered = acts.filter((act) => view.may[act]);
  const give = async (event: Event) => {
    event.preventDefault();
    if (open === null) return;
    const body = open === 'change' ? { until: instantOf(until) } : {};
    const path = `/api/notices/${encodeURIComponent(view.notice.id)}/${open}`;
    const label = words.kept.act(words.calendar.acts[open], view.notice.title);
    const sent = await sendOrKeep<NoticeView>({ id: newId(), method: 'POST', path, body, label });
    setTrouble(sent.kind === 'refused' ? sent.trouble : null);
    setKept(sent.kind === 'kept');
    if (sent.kind !== 'refused') setOpen(null);
    again();
  };
  if (offered.length === 0) return null;
  return (
    <form onSubmit={(event) => void give(event)} noValidate>
      <div class="act-buttons">
        {offered.map((act) => (
          <button
            key={act}
            type="button"
            aria-expanded={open === act}
            onClick={() => setOpen(open === act ? null : act)}
          >
            {words.calendar.acts[act]}
          </button>
        ))}
      </div>
      {open === 'change' && <Moment label={words.calendar.until} value={until} onInput={setUntil} />}
      {open !== null && (
        <>
          <p class="soft">{words.calendar.hints[open]}</p>
          <button type="submit" class="primary">
            {words.calendar.confirm[open]}
          </button>
        </>
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      <p role="status" class="done">
        {kept && words.kept.here}
      </p>
    </form>
  );
}

/** The instant that a datetime-local field names; what it does not name goes as it is, to be refused with a reason. */
function instantOf(field: string): string {
  const ms = Date.parse(field);
  return Number.isNaN(ms) ? field : new Date(ms).toISOString();
}
