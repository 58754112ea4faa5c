import type ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';

/** The first and the last of some whole days, as ISO dates, and how many they are. */
export interface Days {
  first: string;
  last: string;
  length: number;
}

/**
 * The days that an event covers from midnight to midnight; null where it begins or ends within a day. Dates and times in a zone of their
 * own are taken as they are written there; UTC is read in the given zone. A minute before midnight is midnight.
 */
export function wholeDays(start: ICAL.Time, end: ICAL.Time, zone: string): Days | null {
  const [from, until] = [localIn(start, zone), localIn(end, zone)];
  if (!isMidnight(from)) return null;
  const rounded = until.hour === 23 && until.minute === 59 ? until.add({ days: 1 }).with(midnight) : until;
  if (!isMidnight(rounded)) return null;
  const first = from.toPlainDate();
  const after = rounded.toPlainDate();
  // Some write a single day as one that ends on the day on which it begins.
  if (start.isDate && first.equals(after)) return { first: first.toString(), last: first.toString(), length: 1 };
  if (Temporal.PlainDate.compare(first, after) >= 0) return null;
  const last = after.subtract({ days: 1 });
  return { first: first.toString(), last: last.toString(), length: first.until(after).days };
}

const midnight = { hour: 0, minute: 0, second: 0 };

function isMidnight({ hour, minute, second }: Temporal.PlainDateTime): boolean {
  return hour === 0 && minute === 0 && second === 0;
}

function localIn(time: ICAL.Time, zone: string): Temporal.PlainDateTime {
  const { year, month, day, hour, minute, second } = time;
  const written = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second });
  if (time.isDate || time.zone?.tzid !== 'UTC') return written;
  return written.toZonedDateTime('UTC').withTimeZone(zone).toPlainDateTime();
}
