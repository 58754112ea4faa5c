import { locale as ofPage } from '../words/language.js';

/** An instant in the reader's own time: 21 Nov, 14:05 (with the year where it is not this one). */
export function formatInstant(instant: string, now: number, locale: string = ofPage): string {
  const date = new Date(instant);
  const thisYear = date.getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  };
  return new Intl.DateTimeFormat(locale, thisYear ? options : { ...options, year: 'numeric' }).format(date);
}

/** An ISO date in the reader's own way: 21 November 2026. */
export function formatDate(date: string, locale: string = ofPage): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${date}T00:00:00Z`));
}

/** The weekday and the day of the month of an ISO date: Mon 23. */
export function formatWeekday(date: string, locale: string = ofPage): string {
  const options: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${date}T00:00:00Z`));
}

/** How a length of time is cut into its two largest parts. */
export interface Span {
  days: number;
  hours: number;
  minutes: number;
}

/** Cuts ms into days, hours and minutes; below a day minutes are kept, above they are left out. */
export function spanOf(ms: number): Span {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  return { days, hours, minutes: days > 0 ? 0 : minutes % 60 };
}

/** How pressing a clock is: over, within two hours, within a day, or calm. */
export function urgencyOf(until: string, now: number): 'over' | 'pressing' | 'soon' | 'calm' {
  const left = Date.parse(until) - now;
  if (left <= 0) return 'over';
  if (left <= 2 * 3_600_000) return 'pressing';
  return left <= 24 * 3_600_000 ? 'soon' : 'calm';
}

/** The value of a datetime-local field for an instant, in the reader's own time. */
export function localField(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
