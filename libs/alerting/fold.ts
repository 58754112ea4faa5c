import { Temporal } from 'temporal-polyfill';
import type { Alert, AlertEvent, AlertHappening } from '#libs/contracts';

type Raised = Extract<AlertHappening, { kind: 'raised' }>;

/** The alert as its events have made it: the state is nothing but their fold. */
export function fold(events: readonly AlertEvent[], replayed: boolean): Alert {
  const [first, ...rest] = events;
  if (first?.happening.kind !== 'raised') throw new Error('the first event of an alert is that it was raised');
  return rest.reduce(apply, open(first, first.happening, replayed));
}

function open(event: AlertEvent, raised: Raised, replayed: boolean): Alert {
  return {
    id: event.alert,
    sequence: event.sequence,
    indicator: raised.indicator,
    state: 'open',
    sign: raised.sign,
    path: raised.path,
    level: 0,
    openedAt: event.at,
    climbsAt: clockAt(raised, 0, event.at),
    acknowledgedUntil: null,
    closedAt: null,
    sd: raised.sd,
    deviation: raised.deviation,
    replayed,
  };
}

/** One event further. An event out of sequence is a broken program, not bad data. */
export function apply(alert: Alert, event: AlertEvent): Alert {
  if (event.sequence !== alert.sequence + 1) {
    throw new Error(`event ${event.sequence} of alert ${alert.id} does not follow ${alert.sequence}`);
  }
  return { ...alert, ...changed(alert, event), sequence: event.sequence };
}

function changed(alert: Alert, { happening, at }: AlertEvent): Partial<Alert> {
  switch (happening.kind) {
    case 'raised':
      throw new Error(`alert ${alert.id} was raised before`);
    case 'revised':
      return { deviation: happening.deviation };
    case 'acknowledged':
      return { state: 'acknowledged', acknowledgedUntil: happening.until };
    case 'answered':
    case 'help-asked':
      return {};
    case 'climbed': {
      const level = alert.level + 1;
      return { level, state: 'open', acknowledgedUntil: null, climbsAt: clockAt(alert, level, at) };
    }
    case 'recovered':
    case 'withdrawn':
    case 'resolved':
    case 'lapsed':
      return { state: happening.kind, climbsAt: null, acknowledgedUntil: null, closedAt: at };
  }
}

/**
 * When the level's time is up; null at the last level, from where nothing can climb, and for pleasure, wherever people have
 * carried it. All units work round the clock.
 */
function clockAt({ path, sign }: Pick<Alert, 'path' | 'sign'>, level: number, from: string): string | null {
  const step = path[level];
  if (!step || level >= path.length - 1 || sign === 'pleasure') return null;
  return instantPlus(from, step.minutes);
}

function instantPlus(from: string, minutes: number): string {
  return Temporal.Instant.from(from).add({ minutes }).toString({ fractionalSecondDigits: 3 });
}
