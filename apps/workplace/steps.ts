import { type Cadence, SyncoError } from '#libs/contracts';

/** Where a row lies: an instant in ms since 1970 (a time without offset counts as UTC), or a plain number, such as an index or a year. */
export type Position = { kind: 'instant'; at: number } | { kind: 'number'; at: number };

/** A cadence in calendar months, or in ms. */
export interface Step {
  unit: 'months' | 'ms';
  size: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ms = (size: number): Step => ({ unit: 'ms', size });
const months = (size: number): Step => ({ unit: 'months', size });
const named: Readonly<Record<string, Step>> = {
  minute: ms(minute),
  hour: ms(hour),
  day: ms(day),
  week: ms(7 * day),
  month: months(1),
  quarter: months(3),
  year: months(12),
};
const short: Readonly<Record<string, number>> = { s: 1000, m: minute, min: minute, h: hour, d: day, w: 7 * day };

/** Reads hour, day, week, month, quarter, year, an ISO duration (PT15M, P1M) or 5m, 2h, 1d, 1w; throws SyncoError `usage-wrong`. */
export function readCadence(text: string): Step {
  const step = named[text.toLowerCase()] ?? shortStep(text) ?? isoStep(text);
  if (step && step.size > 0) return step;
  throw new SyncoError('usage-wrong', `--cadence is hour, day, week, month, quarter, year, 5m or PT5M, not "${text}".`);
}

function shortStep(text: string): Step | null {
  const [, count, unit] = /^(\d+)\s*(s|m|min|h|d|w)$/i.exec(text) ?? [];
  return count === undefined || unit === undefined ? null : ms(Number(count) * (short[unit.toLowerCase()] ?? 0));
}

function isoStep(text: string): Step | null {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!found) return null;
  const [y, mo, w, d, h, mi, s] = found.slice(1).map((part) => Number(part ?? 0));
  const calendar = 12 * (y ?? 0) + (mo ?? 0);
  const fixed = 7 * day * (w ?? 0) + day * (d ?? 0) + hour * (h ?? 0) + minute * (mi ?? 0) + 1000 * (s ?? 0);
  if (calendar > 0) return fixed > 0 ? null : months(calendar);
  return ms(fixed);
}

const whole = /^[+-]?\d+(\.\d+)?$/;
const instant = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Reads a date, a date and time, a month (2026-11), a quarter (2026-Q4), an index, a year or an epoch in s or ms; else null. */
export function positionOf(text: string): Position | null {
  if (whole.test(text)) return numbered(Number(text));
  const [, year, sign, part] = /^(\d{4})-(Q?)(\d{1,2})$/i.exec(text) ?? [];
  if (part !== undefined) return monthly(Number(year), Number(part), sign === '' ? 1 : 3);
  const [, date, time = '00:00', offset = 'Z'] = instant.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return null;
  return atInstant(Date.parse(`${date}T${time.replace(',', '.')}${isoOffset(offset)}`));
}

/** Numbers from 1e8 are epochs in seconds, from 1e11 in ms. */
function numbered(number: number): Position | null {
  if (number >= 1e11) return atInstant(number);
  return number >= 1e8 ? atInstant(number * 1000) : { kind: 'number', at: number };
}

function monthly(year: number, part: number, size: number): Position | null {
  return part < 1 || part * size > 12 ? null : atInstant(Date.UTC(year, (part - 1) * size, 1));
}

function atInstant(at: number): Position | null {
  return Number.isFinite(at) ? { kind: 'instant', at } : null;
}

/** Date.parse takes 30 February for 2 March. */
function isDate(text: string): boolean {
  const parsed = new Date(`${text}T00:00Z`);
  return Number.isFinite(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function isoOffset(text: string): string {
  if (text.toUpperCase() === 'Z') return 'Z';
  const digits = text.replace(':', '').slice(1).padEnd(4, '0');
  return `${text.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** The median is taken of so many gaps; a series that has shown them keeps its cadence. */
const gapsCounted = 1001;

/**
 * How many whole periods lie between a row and the next, at least 1; null where the next is not later. Without a step it is
 * the median gap so far, and between plain numbers with a step it is 1.
 */
export function stepsBetween(step: Step | null): (before: Position, next: Position) => number | null {
  const gaps: number[] = [];
  return (before, next) => {
    const gap = next.at - before.at;
    if (before.kind !== next.kind || gap <= 0) return null;
    if (step === null) return atLeastOne(gap / medianWith(gaps, gap));
    if (next.kind === 'number') return atLeastOne(gap);
    return atLeastOne(step.unit === 'ms' ? gap / step.size : (monthsOf(next.at) - monthsOf(before.at)) / step.size);
  };
}

function atLeastOne(steps: number): number {
  return Math.max(1, Math.round(steps));
}

/** The median of the gaps, which are kept in order, with one more. */
function medianWith(gaps: number[], gap: number): number {
  if (gaps.length < gapsCounted) {
    const place = gaps.findIndex((other) => other > gap);
    gaps.splice(place < 0 ? gaps.length : place, 0, gap);
  }
  return gaps[(gaps.length - 1) >> 1] ?? gap;
}

/** Months since year 0, with the share of the month that is over. */
function monthsOf(instant: number): number {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [begin, end] = [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
  return 12 * year + month + (instant - begin) / (end - begin);
}

/** A Monday, 5 January 1970, as the beginning of weeks. */
const monday = 4 * day;

/** How many periods of its week have gone by before a row, where the cadence is a part of a day and the row an instant; else 0. */
export function phaseOf(cadence: Cadence | null, { kind, at }: Position): number {
  const size =
    cadence === 'hour'
      ? hour
      : typeof cadence === 'object' && cadence && 'minutes' in cadence
        ? cadence.minutes * minute
        : 0;
  return size === 0 || kind !== 'instant'
    ? 0
    : Math.floor(((((at - monday) % (7 * day)) + 7 * day) % (7 * day)) / size);
}
