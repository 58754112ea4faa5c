import { Temporal } from 'temporal-polyfill';
import type { Alert, AlertEvent, AlertHappening } from '#libs/contracts';
import type { Clocks } from './clocks.js';

type Raised = Extract<AlertHappening, { kind: 'raised' }>;

/** The alert as its events have made it: the state is nothing but their fold. */
export function fold(events: readonly AlertEvent[], replayed: boolean): Alert {
  const [first, ...rest] = events;
  if (first?.happening.kind !== 'raised') throw new Error('the first event of an alert is that it was raised');
  return rest.reduce(apply, open(first, first.happening, replayed));
}

function open(event: AlertEvent, raised: Raised, replayed: boolean): Alert {
  const level = raised.level ?? 0;
  return {
    id: event.alert,
    sequence: event.sequence,
    indicator: raised.indicator,
    state: 'open',
    sign: raised.sign,
    path: raised.path,
    level,
    reach: level + 1,
    sharedWith: [],
    openedAt: event.at,
    ...running(event.at, raised.path[level]?.minutes ?? 0, raised),
    acknowledgedUntil: null,
    askedUntil: null,
    closedAt: null,
    toConfirm: [],
    reviewAt: null,
    under: null,
    asked: false,
    apart: false,
    again: raised.again ?? null,
    goneIn: null,
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

function changed(alert: Alert, { happening, at, sequence }: AlertEvent): Partial<Alert> {
  switch (happening.kind) {
    case 'raised':
      throw new Error(`alert ${alert.id} was raised before`);
    case 'revised':
      return { about: happening.about };
    case 'acknowledged':
      return { state: 'acknowledged', acknowledgedUntil: happening.until, remindAt: happening.until };
    case 'reminded':
      return { state: 'open', acknowledgedUntil: null, remindAt: null };
    case 'answered': {
      // A question is done with once it is answered.
      if (alert.about.kind === 'question') return closed('resolved', at);
      const duty = happening.unit === alert.path[alert.level]?.unit ? answered(alert) : {};
      // What a part explains, when it was asked, comes from beside the path, and is not to be confirmed.
      const above = alert.path.slice(1).some(({ unit }) => unit === happening.unit);
      return above ? { ...duty, toConfirm: [...alert.toConfirm, sequence] } : duty;
    }
    case 'confirmed':
      return { toConfirm: alert.toConfirm.filter((answer) => answer !== happening.answer) };
    case 'answer-overdue':
      return happening.unit === alert.path[alert.level]?.unit ? answered(alert) : {};
    case 'asked':
      return { asked: true };
    case 'help-asked':
      return { apart: true };
    case 'grouped': {
      const { under, minutes } = happening;
      return { under: { alert: under, minutes }, clock: null, climbsAt: null, askedUntil: null };
    }
    case 'ungrouped': {
      const { minutes, climbsAt } = happening;
      const clock = minutes === null ? null : { since: at, minutes };
      return { under: null, clock, climbsAt, ...review(alert, happening) };
    }
    case 'extension-asked':
      return { askedUntil: happening.until, reach: Math.max(alert.reach, alert.level + 2) };
    case 'extended':
      return { askedUntil: null, ...going(alert, { ...happening, since: at }) };
    case 'shared':
      return { sharedWith: [...alert.sharedWith, ...happening.with] };
    case 'climbed': {
      const level = alert.level + 1;
      const given = running(at, alert.path[level]?.minutes ?? 0, happening);
      const reach = Math.max(alert.reach, level + 1);
      return { level, reach, state: 'open', acknowledgedUntil: null, askedUntil: null, ...given };
    }
    case 'clock-moved':
      return { ...going(alert, { ...happening, since: at }), ...review(alert, happening) };
    case 'reminder-moved':
      return { remindAt: happening.remindAt };
    case 'recovered':
    case 'withdrawn':
      return { ...closed(happening.kind, at), goneIn: happening.period ?? null };
    case 'lapsed':
      return closed('lapsed', at);
    case 'resolved':
      return { ...closed('resolved', at), reviewAt: happening.review?.at ?? null };
    case 'reviewed':
      return { reviewAt: null };
  }
}

function closed(state: Alert['state'], at: string): Partial<Alert> {
  return {
    state,
    ...running(at, 0, { climbsAt: null }),
    acknowledgedUntil: null,
    askedUntil: null,
    under: null,
    closedAt: at,
  };
}

type Running = Pick<Alert, 'climbsAt' | 'answerBy' | 'remindAt' | 'clock'>;

function running(since: string, minutes: number, clocks: Clocks): Running {
  const { climbsAt, answerBy = null, remindAt = null } = clocks;
  return { climbsAt, answerBy, remindAt, clock: climbsAt === null && answerBy === null ? null : { since, minutes } };
}

/** The clock goes on to another end; who is reminded when stays. */
function going(
  alert: Alert,
  to: { since: string; minutes: number; climbsAt: string | null; answerBy?: string | undefined },
) {
  const { since, minutes, climbsAt, answerBy = alert.answerBy } = to;
  return { clock: { since, minutes }, climbsAt, answerBy };
}

/** The duty to answer is over: nothing more is counted than the climb. */
function answered({ climbsAt, clock }: Alert): Partial<Alert> {
  return { answerBy: null, clock: climbsAt === null ? null : clock };
}

/** A review ends no later than the climb, also when that has been moved forward. */
function review(alert: Alert, { climbsAt }: Clocks): Partial<Alert> {
  const until = alert.acknowledgedUntil;
  if (until === null || climbsAt === null) return {};
  const earlier = Temporal.Instant.compare(until, climbsAt) <= 0 ? until : climbsAt;
  return { acknowledgedUntil: earlier, remindAt: earlier };
}
