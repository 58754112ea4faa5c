import { useId, useState } from 'preact/hooks';
import { formatInstant, localField } from '../format/instants.js';
import { words } from '../words.js';
import { type ActProps, SendButton } from './act-forms.js';
import { TextField } from './text-field.js';

const hour = 3_600_000;

/** Asking the level above for more time than there is. */
export function AskTimeForm(props: ActProps) {
  return <TimeForm {...props} hint={words.acts.askTimeHint} begin={null} />;
}

/** Giving the unit below more time; what it has asked for is filled in. */
export function ExtendForm(props: ActProps) {
  return <TimeForm {...props} hint={words.acts.extendHint} begin={props.alert.askedUntil} />;
}

function TimeForm({ alert, busy, submit, hint, begin }: ActProps & { hint: string; begin: string | null }) {
  const id = useId();
  const [opened] = useState(Date.now());
  const climbsAt = Date.parse(alert.climbsAt ?? new Date(opened).toISOString());
  const [until, setUntil] = useState(localField(begin === null ? climbsAt + 24 * hour : Date.parse(begin)));
  const [note, setNote] = useState('');
  const [short, setShort] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    const at = Date.parse(until);
    const right = at > climbsAt && at > Date.now();
    setShort(!right);
    if (!right) return;
    const asked = { until: new Date(at).toISOString() };
    submit(note.trim() === '' ? asked : { ...asked, note: note.trim() });
  };
  return (
    <form onSubmit={send} noValidate>
      <p class="soft">{hint}</p>
      <div class="field">
        <label for={id}>{words.acts.timeUntil}</label>
        <input
          id={id}
          type="datetime-local"
          value={until}
          aria-invalid={short}
          onInput={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      {short && (
        <p class="fault" role="alert">
          {words.acts.tooShort(formatInstant(new Date(climbsAt).toISOString(), opened))}
        </p>
      )}
      <TextField label={words.acts.note} value={note} onInput={setNote} />
      <SendButton busy={busy} />
    </form>
  );
}
