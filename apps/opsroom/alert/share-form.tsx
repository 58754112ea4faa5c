import { useState } from 'preact/hooks';
import { placeOf, places } from '../data/organisation.js';
import type { Place } from '../tree/places.js';
import { words } from '../words.js';
import { type ActProps, SendButton } from './act-forms.js';
import { TextField } from './text-field.js';

/** Sharing good news with units beside the own one: those of the same parent first, then all others of the tree. */
export function ShareForm({ alert, busy, submit }: ActProps) {
  const [chosen, choose] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const share = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (chosen.length > 0 && note.trim() !== '') submit({ with: chosen, note: note.trim() });
  };
  const toggle = (unit: string) =>
    choose(chosen.includes(unit) ? chosen.filter((one) => one !== unit) : [...chosen, unit]);
  return (
    <form onSubmit={share} noValidate>
      <fieldset class="choice is-stacked">
        <legend>{words.acts.shareWith}</legend>
        {besides(alert.unit, [...alert.sharedWith, ...alert.path.slice(0, alert.reach).map(({ unit }) => unit)]).map(
          ({ id, name }) => (
            <label key={id}>
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              <span>{name}</span>
            </label>
          ),
        )}
      </fieldset>
      {tried && chosen.length === 0 && (
        <p class="fault" role="alert">
          {words.acts.shareNobody}
        </p>
      )}
      <TextField label={words.acts.shareNote} value={note} onInput={setNote} missing={tried && note.trim() === ''} />
      <SendButton busy={busy} />
    </form>
  );
}

const most = 40;

/** Units of the same tree that do not know of it yet, the nearest relatives first. */
function besides(unit: string, known: readonly string[]): { id: string; name: string }[] {
  const own = placeOf(unit);
  const common = ({ above }: Place) => above.filter((step, n) => own?.above[n]?.id === step.id).length;
  return places.value
    .filter((place) => !known.includes(place.node.id) && common(place) > 0)
    .toSorted((a, b) => common(b) - common(a))
    .slice(0, most)
    .map(({ node }) => ({ id: node.id, name: node.name }));
}
