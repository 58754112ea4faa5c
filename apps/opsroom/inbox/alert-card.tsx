import type { AlertSummary } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { Mark } from '../chart/legend.js';
import { now } from '../clock.js';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { periodLabel } from '../format/periods.js';
import { inWords, words } from '../words.js';
import { Clock } from './clock.js';

/** An alert in a list: whose figure, what happened, with whom it is, and how long. */
export function AlertCard({ alert }: { alert: AlertSummary }) {
  const { deviation } = alert;
  return (
    <li class={`card is-${alert.sign} ${alert.closedAt === null ? '' : 'is-closed'}`}>
      <a href={addressOf({ page: 'alert', id: alert.id })}>
        <span class="card-head">
          <Mark kind={deviation.kind} good={alert.sign === 'pleasure'} down={deviation.direction === 'down'} />
          <strong>
            {alert.unitName}: {alert.indicatorName}
          </strong>
          <Clock alert={alert} />
        </span>
        <span class="card-text">{inWords(deviation)}</span>
        <span class="card-foot soft">
          {[
            alert.acknowledgedUntil === null ? words.alert.states[alert.state] : '',
            words.inbox.heldBy(unitName(alert.heldBy)),
            words.alert.since(periodLabel(deviation.onset)),
            alert.acknowledgedUntil === null
              ? ''
              : words.alert.until(formatInstant(alert.acknowledgedUntil, now.value)),
            alert.replayed ? words.inbox.replayed : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </a>
    </li>
  );
}
