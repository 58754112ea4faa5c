import { Temporal } from 'temporal-polyfill';
import { Instant } from '#libs/contracts';
import type { Cell } from './cell.js';

/** The order in which a date writes day, month and year. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';
export const dateOrders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/** A day on the local clock, 2026-11-21, and a time of day, 14:30:00, where one is given. */
export interface Local {
  kind: 'local';
  date: string;
  time: string | null;
}

/** What a cell of the period column says. `orders`: a date whose order only its column or a person can decide. */
export type When =
  | { kind: 'period'; name: string }
  | { kind: 'instant'; text: string; epochMs: number }
  | Local
  | { kind: 'orders'; text: string; dates: Partial<Record<DateOrder, string>>; time: string | null };

/** What spreadsheets count days from: 30 December 1899 is 0. */
const epoch = Temporal.PlainDate.from('1899-12-30');
/** Serial numbers of the years 1954 to 2119; smaller numbers are years, larger ones nothing. */
const serials = { least: 20_000, most: 80_500 };

/** No date is written with more signs: what is longer is not looked at, since it could be of a length that takes hours. */
const longest = 60;

const named = /^\d{4}(?:-\d\d|-Q\d|-W\d\d|-\d\d-\d\d\/\d\d?|-\d\d-\d\dT\d\d(?::\d\d)?[+-]\d\d:\d\d)?$/;
const withTime = /^(.+?)(?:T|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/;
const threeParts = /^(\d{4}|\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\.?$/;

/** Reads a cell of the period column; null where it is neither a period nor a date. */
export function readWhen(cell: Cell): When | null {
  if (typeof cell === 'number') return fromSerial(cell);
  if (typeof cell !== 'string') return null;
  const text = cell.trim();
  if (text.length > longest) return null;
  if (/^\d{5}$/.test(text)) return fromSerial(Number(text));
  const name = periodName(text);
  if (Instant.safeParse(name).success) {
    return { kind: 'instant', text: name, epochMs: Temporal.Instant.from(name).epochMilliseconds };
  }
  return named.test(name) ? { kind: 'period', name } : fromDate(text);
}

/** A period's name as the contracts write it, from some that people write: 2026W7, W07 2026, Q4/2026, 11/2026, 11.2026. */
function periodName(text: string): string {
  const upper = text.toUpperCase();
  const [, yearFirst, letter, count] = /^(\d{4})[-\s/]?([QW])(\d{1,2})$/.exec(upper) ?? [];
  if (yearFirst !== undefined) return `${yearFirst}-${letter}${padded(count, letter)}`;
  const [, mark, number, year] = /^([QW])(\d{1,2})[-\s/.]?(\d{4})$/.exec(upper) ?? [];
  if (mark !== undefined) return `${year}-${mark}${padded(number, mark)}`;
  const [, month, ofYear] = /^(\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  if (month !== undefined) return `${ofYear}-${month.padStart(2, '0')}`;
  return text.replace(/^(\d{4})[/.](\d\d)$/, '$1-$2');
}

function padded(number: string | undefined, letter: string | undefined): string {
  return letter === 'W' ? (number ?? '').padStart(2, '0') : (number ?? '');
}

function fromSerial(serial: number): When | null {
  if (Number.isInteger(serial) && serial >= 1000 && serial <= 9999) return { kind: 'period', name: String(serial) };
  if (!(serial >= serials.least && serial < serials.most)) return null;
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const at = epoch
    .add({ days: Math.floor(serial) })
    .toPlainDateTime()
    .add({ seconds });
  const time = at.toPlainTime().toString({ smallestUnit: 'second' });
  return { kind: 'local', date: at.toPlainDate().toString(), time: time === '00:00:00' ? null : time };
}

function fromDate(text: string): When | null {
  const [, day = text, hour, minute, second = '00'] = withTime.exec(text) ?? [];
  const time = hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}:${second}`;
  if (time !== null && (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)) return null;
  const match = threeParts.exec(day);
  if (match === null) return null;
  const [, first = '', sign = '', second2 = '', third = ''] = match;
  const dates = Object.fromEntries(
    candidates(first, sign, third).flatMap((order) => {
      const date = dateIn(order, [first, second2, third]);
      return date === null ? [] : [[order, date]];
    }),
  );
  const [only, ...others] = new Set(Object.values(dates));
  if (only === undefined) return null;
  return others.length === 0 && Object.keys(dates).length === 1 && isSettled(first, sign, third)
    ? { kind: 'local', date: only, time }
    : { kind: 'orders', text, dates, time };
}

/** Years of four digits show where they stand; between points nobody writes the month first. */
function candidates(first: string, sign: string, third: string): readonly DateOrder[] {
  if (first.length === 4) return third.length === 4 ? [] : ['ymd'];
  if (third.length === 4) return sign === '.' ? ['dmy'] : ['dmy', 'mdy'];
  return sign === '.' ? ['dmy', 'ymd'] : dateOrders;
}

/** Whether the way of writing alone, and not only this date's numbers, leaves no other order. */
function isSettled(first: string, sign: string, third: string): boolean {
  return candidates(first, sign, third).length === 1;
}

function dateIn(order: DateOrder, parts: readonly string[]): string | null {
  const [year, month, day] = ['y', 'm', 'd'].map((part) => parts[order.indexOf(part)] ?? '');
  const [m, d] = [Number(month), Number(day)];
  const y = (year ?? '').length === 4 ? Number(year) : Number(year) + (Number(year) < 80 ? 2000 : 1900);
  if (m < 1 || m > 12 || d < 1) return null;
  if (d > new Temporal.PlainYearMonth(y, m).daysInMonth) return null;
  return new Temporal.PlainDate(y, m, d).toString();
}
