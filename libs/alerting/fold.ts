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
    ...clock(event.at, raised.path[0]?.minutes ?? 0, raised.climbsAt),
    acknowledgedUntil: null,
    closedAt: null,
    about: raised.about,
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
      return { about: happening.about };
    case 'acknowledged':
      return { state: 'acknowledged', acknowledgedUntil: happening.until };
    case 'answered':
    case 'help-asked':
      return {};
    case 'climbed': {
      const level = alert.level + 1;
      const given = clock(at, alert.path[level]?.minutes ?? 0, happening.climbsAt);
      return { level, state: 'open', acknowledgedUntil: null, ...given };
    }
    case 'clock-moved': {
      const until = alert.acknowledgedUntil;
      const moved = clock(at, happening.minutes, happening.climbsAt);
      return { ...moved, acknowledgedUntil: until && earlier(until, happening.climbsAt) };
    }
    case 'recovered':
    case 'withdrawn':
    case 'resolved':
    case 'lapsed':
      return { state: happening.kind, ...clock(at, 0, null), acknowledgedUntil: null, closedAt: at };
  }
}

function clock(since: string, minutes: number, climbsAt: string | null): Pick<Alert, 'clock' | 'climbsAt'> {
  return { climbsAt, clock: climbsAt === null ? null : { since, minutes } };
}

function earlier(one: string, other: string): string {
  return Temporal.Instant.compare(one, other) <= 0 ? one : other;
}
