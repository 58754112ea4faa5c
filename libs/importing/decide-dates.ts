import type { DateOrder, Local, When } from './read-date.js';
import { dateOrders } from './read-date.js';

/** The order of the dates of a column: decided by its cells or by a person, or null; `open` where one of the possible must be chosen. */
export interface DateDecision {
  order: DateOrder | null;
  possible: readonly DateOrder[];
  open: boolean;
  /** Whether any date of the column could be read in another order: then it is worth showing which one was taken. */
  matters: boolean;
}

/**
 * Decides the order of day and month from all of a column's dates: it is the only order in which each of them is a date. Where
 * several are left and make a difference, or none fits all, it stays open until a person answers.
 */
export function decideDates(whens: readonly (When | null)[], given: DateOrder | null): DateDecision {
  const written = whens.flatMap((when) => (when?.kind === 'orders' ? [when.dates] : []));
  const matters = written.length > 0;
  if (given !== null || !matters) return { order: given, possible: dateOrders, open: false, matters };
  const fitting = dateOrders.filter((order) => written.every((dates) => dates[order] !== undefined));
  const possible = fitting.length > 0 ? fitting : dateOrders.filter((order) => written.some((dates) => dates[order]));
  const [only, ...others] = possible;
  if (only !== undefined && others.length === 0) return { order: only, possible, open: false, matters };
  const open = written.some((dates) => new Set(possible.flatMap((order) => dates[order] ?? [])).size > 1);
  return { order: null, possible, open, matters };
}

/** A date in the order decided; null where it is none in that order, open where the order makes a difference and is not decided. */
export function inOrder(
  when: Extract<When, { kind: 'orders' }>,
  { order, possible }: DateDecision,
): Local | 'open' | null {
  const local = (date: string | undefined): Local | null =>
    date === undefined ? null : { kind: 'local', date, time: when.time };
  if (order !== null) return local(when.dates[order]);
  const readings = new Set(possible.flatMap((one) => when.dates[one] ?? []));
  return readings.size > 1 ? 'open' : local([...readings][0]);
}
