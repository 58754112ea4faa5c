import { Temporal } from 'temporal-polyfill';

/** Whether that is an IANA name of a time zone by which times can be worked out: what formats dates takes more (`PST`). */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, name).epochMilliseconds === 0;
  } catch {
    return false;
  }
}
