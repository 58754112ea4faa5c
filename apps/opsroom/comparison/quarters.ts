import { isoDate, periodStart } from '../format/periods.js';

/** A quarter of a year, and its first and last day as ISO dates. */
export interface Quarter {
  name: string;
  year: number;
  number: number;
  from: string;
  to: string;
}

/** Reads a quarter's name such as 2026-Q3; null for anything else. */
export function quarterNamed(name: string | null): Quarter | null {
  const found = /^(\d{4})-Q([1-4])$/u.exec(name ?? '');
  return found ? quarter(Number(found[1]), Number(found[2])) : null;
}

/** The quarter in which a period begins. */
export function quarterOf(period: string): Quarter | null {
  const start = periodStart(period);
  if (start === null) return null;
  const date = new Date(start);
  return quarter(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) + 1);
}

/** The quarter some quarters later (earlier where `by` is negative). */
export function quarterAfter({ year, number }: Quarter, by: number): Quarter {
  const count = year * 4 + number - 1 + by;
  return quarter(Math.floor(count / 4), (count % 4) + 1);
}

function quarter(year: number, number: number): Quarter {
  const from = isoDate(Date.UTC(year, number * 3 - 3, 1));
  const to = isoDate(Date.UTC(year, number * 3, 0));
  return { name: `${year}-Q${number}`, year, number, from, to };
}
