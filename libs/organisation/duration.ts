import { Temporal } from 'temporal-polyfill';

/** How many minutes a day and a week have. */
export interface DayLength {
  day: number;
  week: number;
}

const clockDays: DayLength = { day: 1_440, week: 7 * 1_440 };

/**
 * The length of an ISO 8601 duration of weeks, days, hours and minutes, in minutes; a day counts as 24 hours unless a unit's
 * working days are given. Throws RangeError if it is none.
 */
export function durationMinutes(iso: string, { day, week }: DayLength = clockDays): number {
  const { weeks, days, hours, minutes } = Temporal.Duration.from(iso);
  return weeks * week + days * day + hours * 60 + minutes;
}
