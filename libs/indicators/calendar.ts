/** Milliseconds of a minute, an hour and a day of 24 hours. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const daysOfEra = 146_097;

/** Days from 1970-01-01 to the date in the Gregorian calendar; months count from 1 and may run over, as may days. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  const months = year * 12 + month - 3;
  const marchYear = Math.floor(months / 12);
  const sinceMarch = months - marchYear * 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * sinceMarch + 2) / 5) + dayOfMonth - 719_469;
}

/** Year, month (from 1) and day of the month of a day that is counted from 1970-01-01. */
export function dateOf(days: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / daysOfEra);
  const inEra = shifted - era * daysOfEra;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const sinceMarch = Math.floor((5 * inYear + 2) / 153);
  const month = sinceMarch < 10 ? sinceMarch + 3 : sinceMarch - 9;
  const dayOfMonth = inYear - Math.floor((153 * sinceMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

/** A day counted from 1970-01-01 as 2026-11-21. */
export function dateText(days: number): string {
  const { year, month, dayOfMonth } = dateOf(days);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`;
}

/** A local time, in milliseconds from 1970-01-01T00:00 on the local clock, as 2026-11-21T14:30. */
export function minuteText(local: number): string {
  const days = Math.floor(local / day);
  const minutes = Math.floor((local - days * day) / minute);
  return `${dateText(days)}T${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`;
}

/** A number with leading zeros. */
export function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
