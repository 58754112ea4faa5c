import { useId, useState } from 'preact/hooks';
import { places } from '../data/organisation.js';
import { likelyFirst, search } from '../tree/places.js';
import type { Use } from '../viewer-book.js';
import { words } from '../words.js';

interface Props {
  use: Use;
  chosen: string | null;
  onChoose: (unit: string) => void;
}

const shown = 7;

/** A unit found by some letters of its name, the kind of unit that fits the use first. */
export function UnitChooser({ use, chosen, onChoose }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const found = search(likelyFirst(places.value, use), text);
  const visible = found.slice(0, shown);
  const hidden = chosen !== null && !visible.some((place) => place.node.id === chosen);
  const kept = hidden ? places.value.filter((place) => place.node.id === chosen) : [];
  return (
    <fieldset class="unit-chooser">
      <legend>{words.who.unit}</legend>
      <div class="field">
        <label for={id}>{words.who.find}</label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="unit-options">
        {[...kept, ...visible].map(({ node, above }) => (
          <label key={node.id}>
            <input type="radio" name={`${id}-unit`} checked={chosen === node.id} onChange={() => onChoose(node.id)} />
            <span>
              <strong>{node.name}</strong> <span class="soft">{above.map((unit) => unit.name).join(' › ')}</span>
            </span>
          </label>
        ))}
      </div>
      <p class="soft" role="status">
        {found.length === 0 ? words.tree.none : found.length > shown ? words.who.more(found.length - shown) : ''}
      </p>
    </fieldset>
  );
}
