import type { Period } from '#libs/indicators';
import { cellAt, textOf } from './cell.js';
import type { Place } from './cell.js';
import type { DateDecision } from './decide-dates.js';
import { doubtAt, quoted } from './doubt.js';
import type { Doubt, Fault } from './doubt.js';
import { saysTotal } from './header-words.js';
import { isNumber } from './layout.js';
import type { PeriodColumn } from './period-reader.js';
import type { DateOrder, When } from './read-date.js';
import type { Slot } from './slots.js';

/** One doubt at the period where all of its row fail in the same way, else one at each cell. */
export function periodDoubts(
  row: number,
  found: readonly { slot: Slot; period: Period | Fault }[],
  column: number,
): Doubt[] {
  const faults = found.flatMap(({ slot, period }) => ('code' in period ? [{ slot, fault: period }] : []));
  const [first] = faults;
  if (first === undefined) return [];
  if (faults.length === found.length && faults.every(({ fault }) => fault.message === first.fault.message)) {
    return [doubtAt({ row, column }, first.fault)];
  }
  return faults.map(({ slot, fault }) => doubtAt(slot, fault));
}

/** That a date can be read in several orders. */
export function orderDoubt(
  place: Place,
  { text, dates }: Extract<When, { kind: 'orders' }>,
  { possible }: DateDecision,
): Doubt {
  const readings = [...new Set(possible.flatMap((order) => dates[order] ?? []))];
  const message = `${quoted(text)} can be ${readings.join(' or ')}; say in which order the column has day, month and year.`;
  return doubtAt(place, { code: 'date-order-open', asks: 'dates', message });
}

/** That a row names no period, or that it is one of totals, or of nothing. */
export function rowDoubt(
  row: number,
  slots: readonly Slot[],
  { cells, column }: PeriodColumn,
  given: DateOrder | null,
): Doubt {
  const text = textOf(cellAt(cells, { row, column }));
  if (saysTotal(text) || !slots.some(({ cell }) => isNumber(cell))) {
    const message = saysTotal(text)
      ? `${quoted(text)} is no period; its row is left out.`
      : 'The row has no figures; it is left out.';
    return doubtAt({ row, column }, { code: 'row-left-out', severity: 'note', message });
  }
  if (text === '') {
    return doubtAt({ row, column }, { code: 'period-malformed', message: 'The row has figures, but names no period.' });
  }
  const order = given === null ? '' : ` in the order ${orderWords[given]}`;
  const message = `${quoted(text)} is no date or period${order}; write it as 2026-11-21, 2026-W47 or 2026-11.`;
  return doubtAt({ row, column }, { code: 'period-malformed', message });
}

const orderWords: Readonly<Record<DateOrder, string>> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
};
