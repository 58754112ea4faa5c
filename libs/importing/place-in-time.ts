import type { Period } from '#libs/indicators';
import { grouped } from '#libs/organisation';
import { cellAt } from './cell.js';
import { decideDates, inOrder } from './decide-dates.js';
import type { DateDecision } from './decide-dates.js';
import type { Doubt } from './doubt.js';
import { orderDoubt, periodDoubts, rowDoubt } from './period-doubts.js';
import { PeriodReader } from './period-reader.js';
import type { PeriodColumn } from './period-reader.js';
import { readWhen } from './read-date.js';
import type { DateOrder } from './read-date.js';
import type { Dated } from './read-period.js';
import type { Slot } from './slots.js';

/** A cell with the period that its figure is about; `at` is the instant, where one was written. */
export interface Placed {
  slot: Slot;
  period: Period;
  at: string | null;
}

/** The cells whose periods are known, what is doubtful about the periods, and how the order of the dates was decided. */
export interface Timed {
  placed: readonly Placed[];
  doubts: readonly Doubt[];
  decision: DateDecision;
}

/** Finds for each cell the period that its figure is about. */
export function placeInTime(slots: readonly Slot[], column: PeriodColumn, given: DateOrder | null): Timed {
  const rows = grouped(slots, ({ row }) => row);
  const whens = new Map(
    [...rows.keys()].map((row) => [row, readWhen(cellAt(column.cells, { row, column: column.column }))]),
  );
  const decision = decideDates([...whens.values()], given);
  const doubts: Doubt[] = [];
  const dated = new Map<number, Dated>();
  for (const [row, when] of whens) {
    const found = when?.kind === 'orders' ? inOrder(when, decision) : when;
    if (found === null || found === 'open') {
      doubts.push(
        found === 'open' && when?.kind === 'orders'
          ? orderDoubt({ row, column: column.column }, when, decision)
          : rowDoubt(row, rows.get(row) ?? [], column, decision.order),
      );
    } else dated.set(row, found);
  }
  const read = new PeriodReader(slots, dated, column);
  const placed = [...dated].flatMap(([row, when]) => {
    const found = (rows.get(row) ?? []).map((slot) => ({ slot, period: read.period(slot.indicator, when) }));
    doubts.push(...periodDoubts(row, found, column.column));
    const at = when.kind === 'instant' ? when.text : null;
    return found.flatMap(({ slot, period }) => ('code' in period ? [] : [{ slot, period, at }]));
  });
  return { placed, doubts: [...doubts, ...read.notes()], decision };
}
