import { cellAt, columnLetters, textOf } from './cell.js';
import type { Cells } from './cell.js';
import type { DecimalDecision } from './decide-decimal.js';
import type { Layout } from './layout.js';
import type { DateOrder } from './read-date.js';
import type { Column } from './table.js';

interface Decided {
  indicators: ReadonlyMap<number, string>;
  marks: ReadonlyMap<number, DecimalDecision>;
  order: DateOrder | null;
}

/** What each column of the table was taken for, from A to the last one that is filled. */
export function columnsOf(cells: Cells, layout: Layout, { indicators, marks, order }: Decided): Column[] {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, column) => {
    const role = roleOf(column, layout, indicators);
    return {
      column,
      letters: columnLetters(column),
      header: layout.header < 0 ? '' : textOf(cellAt(cells, { row: layout.header, column })),
      role,
      indicator: indicators.get(column) ?? null,
      mark: marks.get(column)?.mark ?? null,
      order: role === 'period' ? order : null,
    };
  });
}

function roleOf(column: number, layout: Layout, indicators: ReadonlyMap<number, string>): Column['role'] {
  if (column === layout.period) return 'period';
  if (layout.kind === 'wide') return indicators.has(column) ? 'indicator' : 'left-out';
  if (column === layout.value) return 'value';
  if (column === layout.indicator) return 'name';
  return column === layout.note ? 'note' : 'left-out';
}
