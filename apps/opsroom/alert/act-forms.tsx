import { useId, useState } from 'preact/hooks';
import type { AlertSummary, AnswerKind } from '#libs/contracts';
import { localField } from '../format/instants.js';
import { words } from '../words.js';
import type { Submit } from './acts.js';
import { AnswerOf } from './answer-of.js';
import { TextField } from './text-field.js';

/** What every form of an act is given. */
export interface ActProps {
  alert: AlertSummary;
  busy: boolean;
  submit: Submit;
}

const answers: readonly AnswerKind[] = ['advice', 'help', 'resources', 'notice', 'agreement'];

/** An answer that goes down the path: advice, help, resources, a notice or a new agreement, with words. A question is answered with what has happened. */
export function AnswerForm({ alert, busy, submit }: ActProps) {
  const asked = alert.about.kind === 'question';
  const [answer, setAnswer] = useState<AnswerKind>(asked ? 'explanation' : 'advice');
  const [text, setText] = useState('');
  const [of, setOf] = useState('');
  const [missing, setMissing] = useState(false);
  const points = answer === 'notice' || answer === 'agreement';
  const choose = (kind: AnswerKind) => {
    setAnswer(kind);
    setOf('');
  };
  const give = (event: Event) => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() !== '' && (!points || of !== '')) submit({ answer, text: text.trim(), ...(points && { of }) });
  };
  return (
    <form onSubmit={give} noValidate>
      {!asked && (
        <fieldset class="choice">
          <legend>{words.acts.kind}</legend>
          {answers.map((kind) => (
            <label key={kind}>
              <input type="radio" name="answer" checked={answer === kind} onChange={() => choose(kind)} />
              <span>{words.acts.kinds[kind]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {points && <AnswerOf key={answer} alert={alert} kind={answer} chosen={of} onChoose={setOf} />}
      <TextField
        label={asked ? words.acts.explain : words.acts.text}
        value={text}
        onInput={setText}
        missing={missing}
      />
      <SendButton busy={busy} />
    </form>
  );
}

/** Asking the level above at once. */
export function AskHelpForm({ busy, submit }: ActProps) {
  const [note, setNote] = useState('');
  const ask = (event: Event) => {
    event.preventDefault();
    submit(note.trim() === '' ? {} : { note: note.trim() });
  };
  return (
    <form onSubmit={ask}>
      <p class="soft">{words.acts.askHint}</p>
      <TextField label={words.acts.note} value={note} onInput={setNote} />
      <SendButton busy={busy} />
    </form>
  );
}

/** Closing the alert with its cause and its remedy, and perhaps a day on which the filter says whether it has helped. */
export function ResolveForm({ alert, busy, submit }: ActProps) {
  const id = useId();
  const [reviewOn, setReviewOn] = useState('');
  const [cause, setCause] = useState('');
  const [remedy, setRemedy] = useState('');
  const [tried, setTried] = useState(false);
  const close = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (cause.trim() === '' || remedy.trim() === '') return;
    submit({ cause: cause.trim(), remedy: remedy.trim(), ...(reviewOn !== '' && { reviewOn }) });
  };
  return (
    <form onSubmit={close} noValidate>
      <TextField label={words.acts.cause} value={cause} onInput={setCause} missing={tried && cause.trim() === ''} />
      <TextField label={words.acts.remedy} value={remedy} onInput={setRemedy} missing={tried && remedy.trim() === ''} />
      {alert.indicator !== null && (
        <div class="field">
          <label for={id}>{words.acts.reviewOn}</label>
          <input
            id={id}
            type="date"
            min={localField(Date.now() + 86_400_000).slice(0, 10)}
            value={reviewOn}
            onInput={(event) => setReviewOn(event.currentTarget.value)}
          />
        </div>
      )}
      <SendButton busy={busy} />
    </form>
  );
}

/** The button that ends each form. */
export function SendButton({ busy, label = words.acts.send }: { busy: boolean; label?: string }) {
  return (
    <button type="submit" class="primary" disabled={busy}>
      {label}
    </button>
  );
}
