import { useState } from 'preact/hooks';
import type { AlertView, Indicator, PhotoKept, Sign, Unit } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { SendButton } from '../alert/act-forms.js';
import { TextField } from '../alert/text-field.js';
import type { Trouble } from '../data/answer.js';
import type { Form } from '../kept/form.js';
import { keepForLater, sendOrKeep } from '../kept/kept.js';
import { newId } from '../post/new-id.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { Choice } from './choice.js';
import { PhotoField } from './photo-field.js';

interface Props {
  /** From the root down to the own unit. */
  path: readonly Unit[];
  indicators: readonly Indicator[];
}

const signs: readonly Sign[] = ['pain', 'pleasure'];
const nothing = { sign: 'pain' as Sign, text: '', to: '', indicator: '', anonymous: false };

/** The cord: an alert by hand, to the own team or straight to a level above. A cord that could not be sent keeps its id. */
export function CordForm({ path, indicators }: Props) {
  const [open, setOpen] = useState(false);
  const [id, setId] = useState(newId);
  const [cord, setCord] = useState(nothing);
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const pull = async (event: Event) => {
    event.preventDefault();
    setMissing(cord.text.trim() === '');
    if (cord.text.trim() === '') return;
    setBusy(true);
    const { to, indicator, text, ...rest } = cord;
    const body = { id, ...rest, text: text.trim(), ...(to && { to }), ...(indicator && { indicator }) };
    const label = words.kept.cord(body.text);
    const sent = await sendOrKeep<AlertView>({ id, method: 'POST', path: '/api/cords', body, label });
    const added = sent.kind === 'refused' || !photo ? null : await addPhoto(id, photo, sent.kind === 'kept');
    setBusy(false);
    if (sent.kind === 'refused') return setOutcome({ trouble: sent.trouble });
    setOutcome(sent.kind === 'kept' ? 'kept' : { pulled: sent.value.alert.id, without: added });
    setOpen(false);
    setId(newId());
    setCord(nothing);
    setPhoto(null);
  };
  return (
    <section class="cord">
      <button type="button" class="cord-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.cord.cancel : words.cord.open}
      </button>
      {open && (
        <form onSubmit={(event) => void pull(event)} noValidate>
          <p class="soft">{words.cord.lead}</p>
          <SignChoice sign={cord.sign} onChoose={(sign) => setCord({ ...cord, sign })} />
          <TextField
            label={words.cord.text}
            value={cord.text}
            onInput={(text) => setCord({ ...cord, text })}
            missing={missing && cord.text.trim() === ''}
          />
          <Choice
            label={words.cord.to}
            value={cord.to}
            options={path
              .toReversed()
              .map((unit, n) => [n === 0 ? '' : unit.id, n === 0 ? words.cord.own(unit.name) : unit.name])}
            onChoose={(to) => setCord({ ...cord, to })}
          />
          {indicators.length > 0 && (
            <Choice
              label={words.cord.about}
              value={cord.indicator}
              options={[['', words.cord.nothing], ...indicators.map((one) => [one.id, one.name] as const)]}
              onChoose={(indicator) => setCord({ ...cord, indicator })}
            />
          )}
          <PhotoField photo={photo} onChoose={setPhoto} />
          <label class="check">
            <input
              type="checkbox"
              checked={cord.anonymous}
              onChange={() => setCord({ ...cord, anonymous: !cord.anonymous })}
            />
            <span>{words.cord.anonymous}</span>
          </label>
          <SendButton busy={busy} label={words.cord.send} />
        </form>
      )}
      <Said outcome={outcome} open={open} />
    </section>
  );
}

/** What came of a pulled cord, and of its photo. */
type Outcome = { pulled: string; without: Trouble | null } | { trouble: Trouble } | 'kept';

function Said({ outcome, open }: { outcome: Outcome | null; open: boolean }) {
  const pulled = outcome !== null && outcome !== 'kept' && 'pulled' in outcome ? outcome : null;
  return (
    <>
      {outcome && outcome !== 'kept' && 'trouble' in outcome && <TroubleNote trouble={outcome.trouble} />}
      {pulled?.without && (
        <>
          <p>{words.cord.photoFailed}</p>
          <TroubleNote trouble={pulled.without} />
        </>
      )}
      <p role="status" class="done">
        {outcome === 'kept' && !open && words.kept.here}
        {pulled && !open && (
          <>
            {words.cord.sent} <a href={addressOf({ page: 'alert', id: pulled.pulled })}>{words.cord.see}</a>
          </>
        )}
      </p>
    </>
  );
}

/** What kept the photo from being added, if anything; it waits behind a cord that waits. */
async function addPhoto(cord: string, photo: Blob, waits: boolean): Promise<Trouble | null> {
  const path = `/api/alerts/cord-${cord}/photo`;
  const form: Form = { id: newId(), method: 'PUT', path, body: photo, label: words.kept.photo };
  if (waits) await keepForLater(form);
  const sent = waits ? null : await sendOrKeep<PhotoKept>(form);
  return sent?.kind === 'refused' ? sent.trouble : null;
}

function SignChoice({ sign: chosen, onChoose }: { sign: Sign; onChoose: (sign: Sign) => void }) {
  return (
    <fieldset class="choice">
      <legend>{words.cord.sign}</legend>
      {signs.map((sign) => (
        <label key={sign}>
          <input type="radio" name="sign" checked={chosen === sign} onChange={() => onChoose(sign)} />
          <span>{words.cord.signs[sign]}</span>
        </label>
      ))}
    </fieldset>
  );
}
