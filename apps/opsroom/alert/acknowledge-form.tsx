import { useId, useState } from 'preact/hooks';
import { formatInstant, localField } from '../format/instants.js';
import { words } from '../words.js';
import { type ActProps, SendButton } from './act-forms.js';
import { mayReview, type Review, reviewTimes } from './review-times.js';
import { TextField } from './text-field.js';

/** "We are on it until …": a review time within the agreed time, by one tap or by hand. */
export function AcknowledgeForm({ alert, busy, submit }: ActProps) {
  const [opened] = useState(Date.now());
  const climbsAt = alert.climbsAt === null ? null : Date.parse(alert.climbsAt);
  const reviews = reviewTimes(opened, climbsAt);
  const [chosen, choose] = useState<Review['name'] | null>(reviews[0]?.name ?? null);
  const [own, setOwn] = useState(localField(reviews[0]?.at ?? opened + 1_800_000));
  const [note, setNote] = useState('');
  const [late, setLate] = useState(false);
  const promise = (event: Event) => {
    event.preventDefault();
    const at = reviews.find((review) => review.name === chosen)?.at ?? Date.parse(own);
    const right = mayReview(at, Date.now(), climbsAt);
    setLate(!right);
    const until = right ? new Date(at).toISOString() : '';
    if (right) submit(note.trim() === '' ? { until } : { until, note: note.trim() });
  };
  return (
    <form onSubmit={promise} noValidate>
      <fieldset class="choice is-stacked">
        <legend>{words.acts.until}</legend>
        {reviews.map((review) => (
          <label key={review.name}>
            <input type="radio" name="until" checked={chosen === review.name} onChange={() => choose(review.name)} />
            <span>
              {words.acts.presets[review.name]}{' '}
              <span class="soft">{formatInstant(new Date(review.at).toISOString(), opened)}</span>
            </span>
          </label>
        ))}
        <label>
          <input type="radio" name="until" checked={chosen === null} onChange={() => choose(null)} />
          <span>{words.acts.other}</span>
        </label>
      </fieldset>
      {chosen === null && <OwnTime value={own} onInput={setOwn} />}
      {alert.climbsAt !== null && <p class="soft">{words.acts.latest(formatInstant(alert.climbsAt, opened))}</p>}
      {late && (
        <p class="fault" role="alert">
          {words.acts.badTime}
        </p>
      )}
      <TextField label={words.acts.note} value={note} onInput={setNote} />
      <SendButton busy={busy} />
    </form>
  );
}

function OwnTime({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{words.acts.otherAt}</label>
      <input id={id} type="datetime-local" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  );
}
