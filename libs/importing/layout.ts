import { cellAt, textOf } from './cell.js';
import type { Cell, Cells } from './cell.js';
import { headerWord } from './header-words.js';
import type { HeaderWord } from './header-words.js';
import type { Match } from './match-indicator.js';
import { readWhen } from './read-date.js';
import { isNumberText } from './read-value.js';
import { marksOf, withoutPercent } from './read-number.js';

/** How a table is laid out; columns count from 0. `header` is -1 where the first row is data already. */
export type Layout =
  | { kind: 'long'; header: number; indicator: number; period: number; value: number; note: number | null }
  | { kind: 'wide'; header: number; period: number; columns: readonly number[] };

const searched = 40;
const sampled = 200;

/** Recognises the layout from the first rows; null where no row names a period and an indicator, or indicator and value. */
export function findLayout(cells: Cells, match: (text: string) => Match): Layout | null {
  for (let row = 0; row < Math.min(cells.length, searched); row += 1) {
    const filled = (cells[row] ?? []).flatMap((_, column) => (cellAt(cells, { row, column }) === null ? [] : [column]));
    const layout = filled.length < 2 ? null : layoutAt(cells, { row, filled, match });
    if (layout !== null) return layout;
  }
  return null;
}

interface Line {
  row: number;
  filled: readonly number[];
  match: (text: string) => Match;
}

function layoutAt(cells: Cells, line: Line): Layout | null {
  const { row, filled, match } = line;
  const texts = new Map(filled.map((column) => [column, textOf(cellAt(cells, { row, column }))]));
  const roles = new Map<HeaderWord, number[]>();
  for (const [column, text] of texts) {
    const word = match(text) === null ? headerWord(text) : null;
    if (word !== null) roles.set(word, [...(roles.get(word) ?? []), column]);
  }
  const period = periodColumn(cells, line, roles.get('period') ?? []);
  const [indicator] = roles.get('indicator') ?? [];
  const [value] = roles.get('value') ?? [];
  if (indicator !== undefined && value !== undefined) {
    const [note = null] = roles.get('note') ?? [];
    return period === null ? null : { kind: 'long', header: row, indicator, period, value, note };
  }
  if (isRecord(cells, row, match)) return { kind: 'long', header: row - 1, indicator: 0, period: 1, value: 2, note: 3 };
  const names = [...texts].some(([column, text]) => column !== period && match(text) !== null);
  if (period === null || !(names || roles.has('period'))) return null;
  return { kind: 'wide', header: row, period, columns: widthOf(cells, row).filter((column) => column !== period) };
}

/** Whether a row is one of indicator, period, value already: a table without a header. */
function isRecord(cells: Cells, row: number, match: (text: string) => Match): boolean {
  const [name, when, value] = [0, 1, 2].map((column) => cellAt(cells, { row, column }));
  if (typeof name !== 'string' || match(name) === null) return false;
  return readWhen(when ?? null) !== null && isNumber(value ?? null);
}

/** The column that its header calls a period, or else the first one in which most cells are dates as text. */
function periodColumn(cells: Cells, { row, filled, match }: Line, called: readonly number[]): number | null {
  const [first = null] = called;
  if (called.length > 1) return called.find((column) => shareOf(cells, { row, column }, isWhen) > 0.5) ?? first;
  if (first !== null) return first;
  const unnamed = widthOf(cells, row).filter(
    (column) => !filled.includes(column) || match(textOf(cellAt(cells, { row, column }))) === null,
  );
  return unnamed.find((column) => shareOf(cells, { row, column }, isDateText) > 0.5) ?? null;
}

/** The share of the filled cells below a place that are of a kind; 0 where none is filled. */
export function shareOf(
  cells: Cells,
  { row, column }: { row: number; column: number },
  is: (cell: Cell) => boolean,
): number {
  let [filled, fitting] = [0, 0];
  for (let below = row + 1; below < cells.length && filled < sampled; below += 1) {
    const cell = cellAt(cells, { row: below, column });
    if (cell === null) continue;
    filled += 1;
    if (is(cell)) fitting += 1;
  }
  return filled === 0 ? 0 : fitting / filled;
}

/** Whether a cell holds a number, however it is written. */
export function isNumber(cell: Cell): boolean {
  if (typeof cell === 'number' || (typeof cell === 'object' && cell !== null)) return true;
  if (!isNumberText(cell)) return false;
  const { comma, point } = marksOf(withoutPercent(cell));
  return comma !== null || point !== null;
}

function isWhen(cell: Cell): boolean {
  return readWhen(cell) !== null;
}

function isDateText(cell: Cell): boolean {
  return typeof cell === 'string' && !isNumber(cell) && isWhen(cell);
}

/** All columns that the header or any row after it reaches. */
function widthOf(cells: Cells, header: number): number[] {
  const width = cells.slice(header).reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, column) => column);
}
