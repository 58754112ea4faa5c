import { CsvError, parse } from 'csv-parse/sync';
import type { ErrorCode, Refusal, Scale } from '#libs/contracts';
import { type Position, positionOf } from './steps.js';

/** A row as it was read; `value` null is a missing one, `of` the n of a fraction k / n where it is told. */
export interface Read {
  at: string;
  position: Position;
  value: number | null;
  of: number | null;
}

/** A row that has no assessment, and why. */
export interface Refused {
  at: string;
  error: Refusal;
}

/** In which cells of a row its time, its value and (null: nowhere) what a fraction is of stand. */
export interface Columns {
  at: number;
  value: number;
  of: number | null;
}
export const inOrder: Columns = { at: 0, value: 1, of: 2 };

const missing = new Set(['', 'na', 'n/a', 'nan', 'null', 'none']);
const ofNames = new Set(['of', 'n']);
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
  const third = names.findIndex((name) => ofNames.has(name));
  const of = third < 0 ? null : third;
  if (at >= 0 && value >= 0) return { at, value, of };
  const [first = '', second = ''] = cells;
  return positionOf(first) === null && valueOf(second) === undefined ? { ...inOrder, of } : null;
}

/** Reads the time and the value of a row, and of a fraction what it is of. */
export function readRow(cells: readonly string[], columns: Columns, scale: Scale): Read | Refused {
  const at = cells[columns.at] ?? '';
  const text = cells[columns.value];
  if (text === undefined) return refused(at, 'The row has no value: write at,value.');
  const position = positionOf(at);
  if (position === null) return refused(at, `"${at}" is no date, date and time, year or number.`);
  const value = valueOf(text);
  if (value === undefined)
    return refused(at, `"${text}" is not a number; write 1234.5, or nothing where it is missing.`);
  const of = scale === 'fraction' && columns.of !== null ? ofWhat(cells[columns.of] ?? '') : null;
  if (of === undefined)
    return refused(at, `"${cells[columns.of ?? 0]}" is not how many a fraction is of; write 1 or more.`);
  return { at, position, value, of };
}

/** A row's refusal, under a code of the catalogue. */
export function refused(at: string, message: string, code: ErrorCode = 'observation-malformed'): Refused {
  return { at, error: { code, message } };
}

/** Null where it is left out, undefined where it is no whole number from 1. */
function ofWhat(text: string): number | null | undefined {
  const of = valueOf(text);
  return of === null || (of !== undefined && Number.isSafeInteger(of) && of >= 1) ? of : undefined;
}

function valueOf(text: string): number | null | undefined {
  if (missing.has(text.toLowerCase())) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
