import { useId, useState } from 'preact/hooks';
import { go } from '../route.js';
import { become } from '../viewer.js';
import { type Use, uses } from '../viewer-book.js';
import { words } from '../words.js';
import { UnitChooser } from './unit-chooser.js';

/** Asks plainly who is looking: what for, the name, the unit. */
export function WhoForm({ first = false, onDone }: { first?: boolean; onDone: () => void }) {
  const id = useId();
  const [use, setUse] = useState<Use>('team');
  const [name, setName] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const begin = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || unit === null) return;
    become({ name: name.trim(), unit, use });
    go('#/');
    onDone();
  };
  const Title = first ? 'h1' : 'h2';
  return (
    <form class="who-form" onSubmit={begin} noValidate>
      <Title>{words.who.title}</Title>
      <p class="soft">{words.who.lead}</p>
      <fieldset class="uses">
        <legend>{words.who.use}</legend>
        {uses.map((one) => (
          <label key={one}>
            <input type="radio" name="use" checked={use === one} onChange={() => setUse(one)} />
            <span>
              <strong>{words.who.uses[one].name}</strong>
              <span class="soft">{words.who.uses[one].hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-name`}>{words.who.name}</label>
        <input
          id={`${id}-name`}
          type="text"
          autoComplete="name"
          maxLength={120}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        {tried && name.trim() === '' && (
          <p class="fault" role="alert">
            {words.who.missingName}
          </p>
        )}
      </div>
      <UnitChooser use={use} chosen={unit} onChoose={setUnit} />
      {tried && unit === null && (
        <p class="fault" role="alert">
          {words.who.missingUnit}
        </p>
      )}
      <div class="form-buttons">
        <button type="submit" class="primary">
          {words.who.start}
        </button>
        {!first && (
          <button type="button" class="quiet" onClick={onDone}>
            {words.who.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
