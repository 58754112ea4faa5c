import type { Cadence, RollUpRule } from '#libs/contracts';
import { durationMinutes } from '#libs/organisation';
import { day, hour, minute } from './calendar.js';
import type { Period } from './period.js';

/**
 * When a rolled-up period is settled with those that have reported, in epoch milliseconds: its end and the rule's grace.
 * Without one, the grace is a tenth of the period, at least 5 minutes and at most 12 hours, for every level of height, so
 * that a level settles after those below it.
 */
export function dueAt(period: Period, rule: RollUpRule, cadence: Cadence, height: number): number {
  if (rule.grace !== undefined) return period.endsAt + durationMinutes(rule.grace) * minute;
  const tenth = lengthOf(cadence, period) / 10;
  return period.endsAt + Math.min(Math.max(tenth, 5 * minute), 12 * hour) * Math.max(height, 1);
}

/** The length that the cadence means, whatever the clock did that night. */
function lengthOf(cadence: Cadence, period: Period): number {
  if (cadence === 'hour') return hour;
  if (cadence === 'day') return day;
  if (typeof cadence === 'object' && 'minutes' in cadence) return cadence.minutes * minute;
  return period.endsAt - period.startsAt;
}
