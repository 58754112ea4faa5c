import type { DateOrder, Local, When } from './read-date.js';
import { dateOrders } from './read-date.js';

/** The order of the dates of a column: a person's answer, or what its cells decide, or null; `open` where they leave several. */
export interface DateDecision {
  order: DateOrder | null;
  possible: readonly DateOrder[];
  open: boolean;
  /** Where it is open, the first date that can be read in two of the possible orders. */
  example: string | null;
}

/**
 * Decides the order of day and month from all of a column's dates: it is the only order in which each of them is a date. Where
 * several are left and make a difference, or none fits all, it stays open until a person answers.
 */
export function decideDates(whens: readonly (When | null)[], given: DateOrder | null): DateDecision {
  const written = whens.flatMap((when) => (when?.kind === 'orders' ? [when] : []));
  if (written.length === 0) return { order: given, possible: dateOrders, open: false, example: null };
  const fitting = dateOrders.filter((order) => written.every(({ dates }) => dates[order] !== undefined));
  const possible =
    fitting.length > 0 ? fitting : dateOrders.filter((order) => written.some(({ dates }) => dates[order]));
  const [only, ...others] = possible;
  const decided = others.length === 0 ? (only ?? null) : null;
  const example = decided === null ? written.find(({ dates }) => readingsOf(dates, possible).size > 1) : undefined;
  return { order: given ?? decided, possible, open: example !== undefined, example: example?.text ?? null };
}

function readingsOf(dates: Partial<Record<DateOrder, string>>, orders: readonly DateOrder[]): ReadonlySet<string> {
  return new Set(orders.flatMap((order) => dates[order] ?? []));
}

/** A date in the order decided; null where it is none in that order, open where the order makes a difference and is not decided. */
export function inOrder(
  when: Extract<When, { kind: 'orders' }>,
  { order, possible }: DateDecision,
): Local | 'open' | null {
  const local = (date: string | undefined): Local | null =>
    date === undefined ? null : { kind: 'local', date, time: when.time };
  if (order !== null) return local(when.dates[order]);
  const readings = readingsOf(when.dates, possible);
  return readings.size > 1 ? 'open' : local([...readings][0]);
}
