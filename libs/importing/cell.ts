/**
 * What a cell of a table holds. A date of a spreadsheet is text, 2026-11-21 or 2026-11-21T14:30:00 on the local clock; a number
 * that it shows in per cent is marked as such, .45 being 45 %.
 */
export type Cell = string | number | boolean | { percent: number } | null;

/** A table as it stands in its file: rows of cells, of whatever length; row 0 is the spreadsheet's row 1. */
export type Cells = readonly (readonly Cell[])[];

/** A cell's place, both counted from 0. */
export interface Place {
  row: number;
  column: number;
}

/** The cell at a place; null where the row is shorter, and for text of nothing but blanks. */
export function cellAt(cells: Cells, { row, column }: Place): Cell {
  const cell = cells[row]?.[column] ?? null;
  return typeof cell === 'string' && cell.trim() === '' ? null : cell;
}

/** The letters of a column as a spreadsheet shows them: A … Z, AA … for 0 … 25, 26 …. */
export function columnLetters(column: number): string {
  const last = String.fromCodePoint(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** The address of a cell as a spreadsheet shows it: B7. */
export function addressOf({ row, column }: Place): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** The cell as text, as somebody would read it aloud; empty where there is nothing. */
export function textOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? `${hundredfold(cell.percent)} %` : String(cell).trim();
}

/** How many per cent a share is, without the last digits that only the multiplication has made. */
export function hundredfold(share: number): number {
  return Number((share * 100).toPrecision(15));
}
