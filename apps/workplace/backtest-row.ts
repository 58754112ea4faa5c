import { CsvError, parse } from 'csv-parse/sync';
import type { ErrorCode, Refusal } from '#libs/contracts';
import { type Position, positionOf } from './steps.js';

/** A row as it was read; `value` null is a missing one. */
export interface Read {
  at: string;
  position: Position;
  value: number | null;
}

/** A row that has no assessment, and why. */
export interface Refused {
  at: string;
  error: Refusal;
}

/** In which cells of a row its time and its value stand. */
export interface Columns {
  at: number;
  value: number;
}
export const inOrder: Columns = { at: 0, value: 1 };

const missing = new Set(['', 'na', 'n/a', 'nan', 'null', 'none']);
const timeNames = new Set(['at', 'period', 'timestamp', 'time', 'datetime', 'date']);

/** The cells of one line of CSV; none for an empty line, null where its quotes do not close. */
export function cellsOf(line: string): string[] | null {
  try {
    const records: unknown = parse(line, { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true });
    const [first]: unknown[] = Array.isArray(records) ? records : [];
    return Array.isArray(first) ? first.map(String) : [];
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** Where the columns are if these cells are a header: neither a time nor a value stands where they should. */
export function headerOf(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.toLowerCase());
  const [at, value] = [names.findIndex((name) => timeNames.has(name)), names.indexOf('value')];
  if (at >= 0 && value >= 0) return { at, value };
  const [first = '', second = ''] = cells;
  return positionOf(first) === null && valueOf(second) === undefined ? inOrder : null;
}

/** Reads the time and the value of a row. */
export function readRow(cells: readonly string[], columns: Columns): Read | Refused {
  const at = cells[columns.at] ?? '';
  const text = cells[columns.value];
  if (text === undefined) return refused(at, 'The row has no value: write at,value.');
  const position = positionOf(at);
  if (position === null) return refused(at, `"${at}" is no date, date and time, year or number.`);
  const value = valueOf(text);
  if (value === undefined)
    return refused(at, `"${text}" is not a number; write 1234.5, or nothing where it is missing.`);
  return { at, position, value };
}

/** A row's refusal, under a code of the catalogue. */
export function refused(at: string, message: string, code: ErrorCode = 'observation-malformed'): Refused {
  return { at, error: { code, message } };
}

function valueOf(text: string): number | null | undefined {
  if (missing.has(text.toLowerCase())) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
