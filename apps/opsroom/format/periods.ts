import type { Cadence } from '#libs/contracts';
import { locale as ofPage } from '../words/language.js';

const day = 86_400_000;

interface Parts {
  kind: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'shift' | 'time';
  /** The period's start in its own local time, written as if it were UTC; in ms. */
  start: number;
  /** The number of the quarter, week or shift. */
  number: number;
}

const forms: readonly [RegExp, (found: readonly string[]) => Parts][] = [
  [/^(\d{4})$/u, ([year]) => ({ kind: 'year', start: utc(year), number: 0 })],
  [
    /^(\d{4})-Q([1-4])$/u,
    ([year, quarter]) => ({ kind: 'quarter', start: utc(year, Number(quarter) * 3 - 2), number: Number(quarter) }),
  ],
  [
    /^(\d{4})-W(\d{2})$/u,
    ([year, week]) => ({ kind: 'week', start: mondayOf(Number(year), Number(week)), number: Number(week) }),
  ],
  [/^(\d{4})-(\d{2})$/u, ([year, month]) => ({ kind: 'month', start: utc(year, month), number: 0 })],
  [/^(\d{4})-(\d{2})-(\d{2})$/u, ([year, month, date]) => ({ kind: 'day', start: utc(year, month, date), number: 0 })],
  [
    /^(\d{4})-(\d{2})-(\d{2})\/(\d+)$/u,
    ([year, month, date, shift]) => ({ kind: 'shift', start: utc(year, month, date), number: Number(shift) }),
  ],
  [
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2})(?::?(\d{2}))?(?:Z|[+-]\d{2}:?\d{2})?$/u,
    ([year, month, date, hour, minute]) => ({
      kind: 'time',
      start: utc(year, month, date) + Number(hour) * 3_600_000 + Number(minute ?? 0) * 60_000,
      number: 0,
    }),
  ],
];

/** Where a period begins, in its own local time written as if it were UTC, in ms; null for a name that is none. */
export function periodStart(name: string): number | null {
  return parse(name)?.start ?? null;
}

/** A period in the reader's own way of writing dates: Sat 21 Nov 2026 · W47 2026 (16 Nov–) · November 2026. */
export function periodLabel(name: string, locale: string = ofPage): string {
  const parts = parse(name);
  if (!parts) return name;
  const date = new Date(parts.start);
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
  const dayLabel = () => write({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  switch (parts.kind) {
    case 'year':
      return name;
    case 'quarter':
      return `${locale.startsWith('es') ? 'T' : 'Q'}${parts.number} ${name.slice(0, 4)}`;
    case 'month':
      return write({ month: 'long', year: 'numeric' });
    case 'week':
      return `${locale.startsWith('es') ? 'sem. ' : 'W'}${parts.number} ${name.slice(0, 4)} (${write({ day: 'numeric', month: 'short' })}–)`;
    case 'day':
      return dayLabel();
    case 'shift':
      return `${dayLabel()} / ${parts.number}`;
    case 'time':
      return `${dayLabel()}, ${write({ hour: '2-digit', minute: '2-digit' })}`;
  }
}

/** The names of the periods up to and with the given one, the newest first, `count` of them. */
export function periodsBack(name: string, cadence: Cadence, count: number): string[] {
  const names = [name];
  while (names.length < count) {
    const before = periodBefore(names.at(-1) ?? name, cadence);
    if (before === null) return names;
    names.push(before);
  }
  return names;
}

/** The ISO date (2026-11-21) of an instant given as if it were UTC. */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function periodBefore(name: string, cadence: Cadence): string | null {
  const parts = parse(name);
  if (!parts) return null;
  const date = new Date(parts.start);
  switch (parts.kind) {
    case 'year':
      return String(date.getUTCFullYear() - 1);
    case 'quarter':
      return parts.number > 1 ? `${name.slice(0, 6)}${parts.number - 1}` : `${date.getUTCFullYear() - 1}-Q4`;
    case 'month':
      return isoDate(parts.start - day).slice(0, 7);
    case 'week':
      return weekName(parts.start - 7 * day);
    case 'day':
      return isoDate(parts.start - day);
    case 'shift':
      return shiftBefore(name, parts, cadence);
    case 'time':
      return timeBefore(name, parts.start, cadence);
  }
}

function shiftBefore(name: string, parts: Parts, cadence: Cadence): string {
  if (parts.number > 1) return `${name.slice(0, 11)}${parts.number - 1}`;
  const last = typeof cadence === 'object' && 'shifts' in cadence ? cadence.shifts.length : 1;
  return `${isoDate(parts.start - day)}/${last}`;
}

/** Keeps the offset of the name: around a change of the clocks the regulator says what the right name would be. */
function timeBefore(name: string, start: number, cadence: Cadence): string {
  const step = typeof cadence === 'object' && 'minutes' in cadence ? cadence.minutes * 60_000 : 3_600_000;
  const offset = /(Z|[+-]\d{2}:?\d{2})$/u.exec(name)?.[0] ?? '';
  const length = name.length - offset.length;
  return new Date(start - step).toISOString().slice(0, length) + offset;
}

function parse(name: string): Parts | null {
  for (const [form, make] of forms) {
    const found = form.exec(name);
    if (found) return make(found.slice(1));
  }
  return null;
}

function utc(year: string | undefined, month: string | number = 1, date: string | number = 1): number {
  return Date.UTC(Number(year), Number(month) - 1, Number(date));
}

function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day + (week - 1) * 7 * day;
}

function weekName(monday: number): string {
  const year = new Date(monday + 3 * day).getUTCFullYear();
  const week = 1 + Math.round((monday - mondayOf(year, 1)) / (7 * day));
  return `${year}-W${String(week).padStart(2, '0')}`;
}
