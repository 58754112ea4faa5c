import { useState } from 'preact/hooks';
import type { Doubt } from '#libs/importing';
import { whyNot, words } from '../words.js';
import { Sign } from './preview-table.js';

const few = 12;

/** Doubts, each with its cell's address, a sentence, and a way to its place in the table. */
export function DoubtList({ doubts }: { doubts: readonly Doubt[] }) {
  const [all, showAll] = useState(false);
  const shown = all ? doubts : doubts.slice(0, few);
  return (
    <>
      <ul class="doubts">
        {shown.map((doubt) => (
          <li key={`${doubt.address} ${doubt.code}`}>
            <button type="button" class={`is-${doubt.severity}`} onClick={() => show(doubt.address)}>
              <Sign severity={doubt.severity} />
              <strong>{doubt.address}</strong>
              <span>{whyNot(doubt)}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < doubts.length && (
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {words.importing.more(doubts.length)}
        </button>
      )}
    </>
  );
}

/** Brings a cell of the table into view and puts the focus on it. */
function show(address: string): void {
  const cell = document.getElementById(`cell-${address}`);
  cell?.scrollIntoView({ block: 'center', inline: 'center' });
  cell?.focus({ preventScroll: true });
}
