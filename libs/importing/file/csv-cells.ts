import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Refusal } from '#libs/contracts';
import type { Cell } from '../cell.js';

/** What parts the cells of a line. Where a file can be read with several, the one that is never part of a number goes first. */
const delimiters = ['\t', ';', ','] as const;
const sampled = 60;

/** Reads text as CSV; the delimiter is the one that divides most of the lines into the same number of cells. */
export function csvCells(text: string): { cells: Cell[][] } | Refusal {
  const [line = '', said] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  try {
    const delimiter = said ?? delimiterOf(text);
    const records = parseCsv(text.slice(line.length), { delimiter });
    return { cells: records.map((record) => record.map((cell) => (cell === '' ? null : cell))) };
  } catch (error) {
    if (error instanceof CsvError) return { code: 'file-unreadable', message: `This is not CSV: ${error.message}.` };
    throw error;
  }
}

function delimiterOf(text: string): string {
  const scores = delimiters.map((delimiter) => ({ delimiter, share: evenness(text, delimiter) }));
  return scores.reduce((best, one) => (one.share > best.share ? one : best)).delimiter;
}

/** The share of the lines that have as many cells as most have, if that is more than one. */
function evenness(text: string, delimiter: string): number {
  const widths = widthsOf(text, delimiter);
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  return Math.max(0, ...counts.values()) / Math.max(1, widths.length);
}

function widthsOf(text: string, delimiter: string): number[] {
  try {
    return parseCsv(text, { delimiter, to: sampled }).map((record) => record.length);
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function parseCsv(text: string, options: { delimiter: string; to?: number }): string[][] {
  return parse(text, { bom: true, trim: true, relax_column_count: true, skip_empty_lines: false, ...options });
}
