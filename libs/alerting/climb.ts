import type { Alert, AlertHappening } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { clocksAt } from './clocks.js';
import type { Time } from './command.js';
import { type Decision, happens, hold, refuse } from './decision.js';

/** An instant in milliseconds, for comparing. */
export const at = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

/** One level up, where there is one: what was owed here is told before. */
export function climb(alert: Alert, because: 'time-up' | 'help-asked', time: Time): Decision {
  const from = alert.path[alert.level];
  const to = alert.path[alert.level + 1];
  if (!from || !to) return hold('at-the-last-level');
  const next = clocksAt(alert, alert.level + 1, time);
  const climbed: AlertHappening = { kind: 'climbed', from: from.unit, to: to.unit, because, ...next };
  return happens(...overdue(alert, time), climbed);
}

/** An answer that was owed by now and did not come is told before the alert leaves whoever owed it. */
export function overdue(alert: Alert, { now }: Time): AlertHappening[] {
  const missed = alert.answerBy !== null && at(now) >= at(alert.answerBy);
  return missed ? [{ kind: 'answer-overdue', unit: holderOf(alert) }] : [];
}

export function holderOf({ path, level }: Alert): string {
  return path[level]?.unit ?? '';
}

/** More time is later than the time that there is, and in the future. */
export function tooShort(climbsAt: string, until: string, now: string): Decision | null {
  if (at(until) > at(climbsAt) && at(until) > at(now)) return null;
  return refuse('time-not-longer', `The alert climbs at ${climbsAt}; ${until} would be no more time than that.`);
}
