import type { AlertSummary } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { AboutMark } from '../alert/about-mark.js';
import { now } from '../clock.js';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { periodLabel } from '../format/periods.js';
import { aboutInWords, words } from '../words.js';
import { Clock } from './clock.js';

interface Card {
  alert: AlertSummary;
  /** Those that are shown under another alert, by its id. */
  under?: ReadonlyMap<string, readonly AlertSummary[]>;
}

/** An alert in a list: whose figure, what happened, with whom it is, and how long; what is one with it folds out. */
export function AlertCard({ alert, under = new Map() }: Card) {
  const below = under.get(alert.id) ?? [];
  return (
    <li class={`card is-${alert.sign} ${alert.closedAt === null ? '' : 'is-closed'}`}>
      <a href={addressOf({ page: 'alert', id: alert.id })}>
        <span class="card-head">
          <AboutMark about={alert.about} sign={alert.sign} />
          <strong>{[alert.unitName, alert.indicatorName].filter((name) => name !== null).join(': ')}</strong>
          <Clock alert={alert} />
        </span>
        <span class="card-text">{aboutInWords(alert.about)}</span>
        <span class="card-foot soft">
          {[
            alert.acknowledgedUntil === null ? words.alert.states[alert.state] : '',
            words.inbox.heldBy(unitName(alert.heldBy)),
            sinceOf(alert),
            alert.again && alert.again.times > 2 ? words.alert.again.mark(alert.again.times) : '',
            alert.acknowledgedUntil === null
              ? ''
              : words.alert.until(formatInstant(alert.acknowledgedUntil, now.value)),
            alert.replayed ? words.inbox.replayed : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </a>
      {below.length > 0 && (
        <details class="card-group">
          <summary>{words.alert.group(below.length)}</summary>
          <ul class="cards">
            {below.map((one) => (
              <AlertCard key={one.id} alert={one} under={under} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function sinceOf({ about, openedAt }: AlertSummary): string {
  if (about.kind === 'cord' || about.kind === 'question') return words.alert.since(formatInstant(openedAt, now.value));
  return words.alert.since(periodLabel(about.kind === 'deviation' ? about.deviation.onset : about.period));
}
