import { useEffect, useRef } from 'preact/hooks';
import type { ImportView, Unit } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { useLoaded } from '../data/loaded.js';
import { words } from '../words.js';
import type { Carrying } from './carrier.js';
import { ImportSummary } from './summary.js';

/** How far the figures are on their way, and in the end what was taken and what was not. */
export function Outcome({ carrying, unit }: { carrying: Carrying; unit: Unit }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (carrying.state === 'sent') box.current?.focus();
  }, [carrying.state]);
  return (
    <div ref={box} class="import-outcome" aria-live="polite" tabIndex={-1}>
      {carrying.state === 'sending' && <Underway {...carrying} />}
      {carrying.state === 'sent' && <Done {...carrying} unit={unit} />}
    </div>
  );
}

function Underway({ done, total, waiting }: Extract<Carrying, { state: 'sending' }>) {
  return (
    <section class="panel">
      <label>
        {words.importing.sending(done, total)}
        <progress value={done} max={total} />
      </label>
      {waiting && <p class="known-note">{words.importing.waiting}</p>}
    </section>
  );
}

function Done({ id, taken, refused, trouble, unit }: Extract<Carrying, { state: 'sent' }> & { unit: Unit }) {
  const summary = useLoaded<ImportView>(
    id === null ? null : `/api/imports/${id}`,
    (change) => change.kind === 'figures' && change.unit === unit.id,
  );
  return (
    <section class="panel">
      <h2>
        <span class="tick" aria-hidden="true">
          ✓
        </span>{' '}
        {words.importing.sent(taken)}
      </h2>
      <p>{words.importing.sentHint}</p>
      {summary.value && <ImportSummary found={summary.value} />}
      {trouble && (
        <p class="trouble" role="alert">
          <span>
            <strong>{words.importing.stopped}</strong> {trouble.detail} {trouble.advice}
          </span>
        </p>
      )}
      {refused.length > 0 && (
        <>
          <p class="fault">{words.importing.refused(refused.length)}</p>
          <ul class="refused-cells">
            {refused.map(({ address, message }) => (
              <li key={address}>
                <strong>{address}</strong> {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a class="button" href={addressOf({ page: 'unit', id: unit.id })}>
          {words.importing.back(unit.name)}
        </a>
      </p>
    </section>
  );
}
