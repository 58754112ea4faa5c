import { useState } from 'preact/hooks';
import type { AlertView, AnswerKind } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { now } from '../clock.js';
import type { Trouble } from '../data/answer.js';
import { sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { TroubleNote } from '../shell/notice.js';
import { aboutInWords, words } from '../words.js';
import { lineOf } from './timeline-words.js';

/** Where what was answered with stands now. */
function AnswerLink({ answer, unit }: { answer: AnswerKind; unit: string }) {
  const page = answer === 'notice' ? 'calendar' : 'agreements';
  const label = answer === 'notice' ? words.timeline.of.notice : words.timeline.of.agreement;
  return <a href={addressOf({ page, id: unit })}>{label}</a>;
}

/** What has happened to an alert, in order, in plain words. */
export function Timeline({ view, again }: { view: AlertView; again: () => void }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [kept, setKept] = useState(false);
  const confirm = async (answer: number) => {
    const sent = await sendOrKeep<AlertView>({
      id: newId(),
      method: 'POST',
      path: `/api/alerts/${encodeURIComponent(view.alert.id)}/confirm`,
      body: { answer },
      label: words.kept.act(words.timeline.confirm, aboutInWords(view.alert.about)),
    });
    setTrouble(sent.kind === 'refused' ? sent.trouble : null);
    setKept(sent.kind === 'kept');
    again();
  };
  const names = new Map(view.path.map((unit) => [unit.id, unit.name]));
  const naming = {
    unit: (id: string) => names.get(id) ?? unitName(id),
    time: (instant: string) => formatInstant(instant, now.value),
  };
  return (
    <section class="alert-timeline" aria-labelledby="timeline">
      <h2 id="timeline">{words.alert.timeline}</h2>
      <ol class="timeline">
        {view.timeline.map(({ sequence, at, happening }) => {
          const line = lineOf(happening, naming);
          return (
            <li key={sequence} class={`is-${happening.kind}`}>
              <time dateTime={at} class="soft">
                {naming.time(at)}
              </time>
              <p>{line.text}</p>
              {line.quotes.map((quote) => (
                <blockquote key={quote.label}>
                  {quote.label !== null && <span class="soft">{quote.label} </span>}
                  {quote.text}
                </blockquote>
              ))}
              {happening.kind === 'answered' && happening.of && (
                <AnswerLink answer={happening.answer} unit={happening.of.unit} />
              )}
              {view.may.confirm && view.alert.toConfirm.includes(sequence) && (
                <button type="button" onClick={() => void confirm(sequence)}>
                  {words.timeline.confirm}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {trouble && <TroubleNote trouble={trouble} />}
      <p role="status" class="done">
        {kept && words.kept.here}
      </p>
    </section>
  );
}
