import type { Signal } from '@preact/signals';
import { useId, useState } from 'preact/hooks';
import { addressOf } from '../addresses.js';
import { organisation, placeOf, places } from '../data/organisation.js';
import { words } from '../words.js';
import { search } from './places.js';
import { Branch } from './branch.js';

const most = 30;

/** The recursion: every unit, with what is open in it; found by name or opened branch by branch. */
export function TreePanel({ menu, current }: { menu: Signal<boolean>; current: string | null }) {
  const id = useId();
  const [text, setText] = useState('');
  const found = text.trim() === '' ? null : search(places.value, text).slice(0, most);
  const way = new Set(current === null ? [] : [...(placeOf(current)?.above ?? []).map((unit) => unit.id), current]);
  return (
    <nav id="tree" class="tree" aria-label={words.tree.title} onClick={(event) => closeOnChoice(event, menu)}>
      <div class="field">
        <label for={id}>{words.tree.find}</label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {found ? (
        <ul class="found">
          {found.map(({ node, above }) => (
            <li key={node.id}>
              <a
                href={addressOf({ page: 'unit', id: node.id })}
                aria-current={node.id === current ? 'page' : undefined}
              >
                {node.name} <span class="soft">{above.at(-1)?.name}</span>
              </a>
            </li>
          ))}
          {found.length === 0 && <li class="soft">{words.tree.none}</li>}
        </ul>
      ) : (
        <ul>
          {(organisation.value?.trees ?? []).map((node) => (
            <Branch key={node.id} node={node} depth={0} current={current} way={way} />
          ))}
        </ul>
      )}
    </nav>
  );
}

function closeOnChoice(event: Event, menu: Signal<boolean>): void {
  if (event.target instanceof Element && event.target.closest('a')) menu.value = false;
}
