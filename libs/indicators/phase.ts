import type { Cadence } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { periodOfOrdinal } from './period.js';

const minutesADay = 1440;

/**
 * How many periods of its week have gone by before a period, where the cadence is a part of a day: 0 is Monday's first. 0 for longer
 * cadences. In weeks with another offset from UTC than the first one it is an hour off.
 */
export function phaseOf(cadence: Cadence, zone: string, ordinal: number): number {
  if (cadence !== 'hour' && typeof cadence !== 'object') return 0;
  const { name, starts } = periodOfOrdinal(cadence, zone, ordinal);
  const local = Temporal.PlainDateTime.from(starts);
  if (typeof cadence === 'object' && 'shifts' in cadence) {
    const day = Temporal.PlainDate.from(name.slice(0, 10)).dayOfWeek - 1;
    return day * cadence.shifts.length + Number(name.slice(11)) - 1;
  }
  const minutes = (local.dayOfWeek - 1) * minutesADay + local.hour * 60 + local.minute;
  return Math.floor(minutes / (cadence === 'hour' ? 60 : cadence.minutes));
}
