import { useState } from 'preact/hooks';
import type { AlertView, Indicator, PhotoKept, Sign, Unit } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { SendButton } from '../alert/act-forms.js';
import { TextField } from '../alert/text-field.js';
import type { Trouble } from '../data/answer.js';
import { send, sendPhoto } from '../data/api.js';
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
  const [outcome, setOutcome] = useState<{ pulled: string; without: Trouble | null } | { trouble: Trouble } | null>(
    null,
  );
  const pull = async (event: Event) => {
    event.preventDefault();
    setMissing(cord.text.trim() === '');
    if (cord.text.trim() === '') return;
    setBusy(true);
    const { to, indicator, text, ...rest } = cord;
    const body = { id, ...rest, text: text.trim(), ...(to && { to }), ...(indicator && { indicator }) };
    const answer = await send<AlertView>('/api/cords', body);
    const added = answer.ok && photo ? await addPhoto(answer.value.alert.id, photo) : null;
    setBusy(false);
    setOutcome(answer.ok ? { pulled: answer.value.alert.id, without: added } : { trouble: answer.trouble });
    if (!answer.ok) return;
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
      {outcome && 'trouble' in outcome && <TroubleNote trouble={outcome.trouble} />}
      {outcome && 'pulled' in outcome && outcome.without && (
        <>
          <p>{words.cord.photoFailed}</p>
          <TroubleNote trouble={outcome.without} />
        </>
      )}
      <p role="status" class="done">
        {outcome && 'pulled' in outcome && !open && (
          <>
            {words.cord.sent} <a href={addressOf({ page: 'alert', id: outcome.pulled })}>{words.cord.see}</a>
          </>
        )}
      </p>
    </section>
  );
}

/** What kept the photo from being added, if anything. */
async function addPhoto(alert: string, photo: Blob): Promise<Trouble | null> {
  const answer = await sendPhoto<PhotoKept>(`/api/alerts/${encodeURIComponent(alert)}/photo`, photo);
  return answer.ok ? null : answer.trouble;
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
