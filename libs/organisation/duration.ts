import { Temporal } from 'temporal-polyfill';

/** The length of an ISO 8601 duration of weeks, days, hours and minutes, in minutes; a day counts as 24 hours. Throws RangeError if it is none. */
export function durationMinutes(iso: string): number {
  const { weeks, days, hours, minutes } = Temporal.Duration.from(iso);
  return ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
}
