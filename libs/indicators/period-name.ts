import { dateOf, dayOf } from './calendar.js';

/** What a period's name says: `day` counts from 1970-01-01; a time is that of the local clock, `whole` that of an hour. */
export type Named =
  | { kind: 'year'; year: string }
  | { kind: 'quarter' | 'month' | 'week'; number: number }
  | { kind: 'day'; day: number }
  | { kind: 'shift'; day: number; number: number }
  | { kind: 'time'; day: number; hour: number; minute: number; whole: boolean };

const coarse = /^(\d{4})(?:-(Q|W)?(\d{1,2}))?$/;
const fine = /^(\d{4})-(\d\d)-(\d\d)(?:\/(\d{1,2})|T(\d\d)(?::(\d\d))?[+-]\d\d:\d\d(?::\d\d)?)?$/;

const mostOf = { Q: 4, W: 53, month: 12 } as const;
const kinds = { Q: 'quarter', W: 'week', month: 'month' } as const;

/** Reads the name of a period of any cadence; null for what is none. */
export function readName(name: string): Named | null {
  const [, year, letter, number] = coarse.exec(name) ?? [];
  if (year !== undefined && number === undefined) return { kind: 'year', year };
  if (number !== undefined) return readPart(letter === 'Q' || letter === 'W' ? letter : 'month', Number(number));
  const [, y, month, date, shift, hour, minute] = fine.exec(name) ?? [];
  if (y === undefined) return null;
  const day = dayOf(Number(y), Number(month), Number(date));
  if (dateOf(day).month !== Number(month) || dateOf(day).dayOfMonth !== Number(date)) return null;
  if (shift !== undefined) return { kind: 'shift', day, number: Number(shift) };
  if (hour === undefined) return { kind: 'day', day };
  return { kind: 'time', day, hour: Number(hour), minute: Number(minute ?? 0), whole: minute === undefined };
}

function readPart(part: keyof typeof kinds, number: number): Named | null {
  return number >= 1 && number <= mostOf[part] ? { kind: kinds[part], number } : null;
}
