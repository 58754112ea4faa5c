import { useState } from 'preact/hooks';
import type { ImportedIndicator, ImportView } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { now } from '../clock.js';
import { formatDate, formatInstant } from '../format/instants.js';
import { AlertCard } from '../inbox/alert-card.js';
import { inWords, words } from '../words.js';

const few = 3;

/** What an import has brought, in one place: figures, what is past, and the alerts that it has opened. */
export function ImportSummary({ found }: { found: ImportView }) {
  const [all, showAll] = useState(false);
  const { unit, name, by, begunAt, over, taken, repeated, refused, from, to, past, alerts } = found;
  const told = found.indicators.filter((one) => one.past.count > 0);
  const say = words.imports;
  return (
    <section class="import-summary">
      <p>
        <strong>{say.title(name, by)}</strong> <span class="soft">{formatInstant(begunAt, now.value)}</span>
      </p>
      <p>
        {[
          say.taken(taken, from === null || to === null ? null : [formatDate(from), formatDate(to)]),
          repeated > 0 ? say.repeated(repeated) : '',
          refused > 0 ? say.refused(refused) : '',
          over ? say.past(past) : say.underWay,
          over || alerts.length > 0 ? say.alerts(alerts.length) : '',
        ]
          .filter((part) => part !== '')
          .join('; ')}
        .
      </p>
      {told.length > 0 && (
        <ul class="import-past">
          {told.slice(0, all ? told.length : few).map((one) => (
            <Past key={one.indicator} found={one} unit={unit} />
          ))}
        </ul>
      )}
      {!all && told.length > few && (
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {say.more(told.length)}
        </button>
      )}
      {alerts.length > 0 && (
        <details class="card-group">
          <summary>{say.opened(alerts.length)}</summary>
          <ul class="cards">
            {alerts.map((alert) => (
              <AlertCard key={alert.id} alert={alert} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The past deviations of an indicator, with the way to its chart. */
function Past({ found: { indicator, indicatorName, past }, unit }: { found: ImportedIndicator; unit: string }) {
  return (
    <li>
      <a
        href={addressOf({ page: 'unit', id: unit })}
        onClick={() => document.getElementById(`panel-${indicator}`)?.scrollIntoView()}
      >
        {indicatorName}
      </a>
      : {words.imports.past(past.count)} {past.largest && words.imports.largest(inWords(past.largest))}
    </li>
  );
}
