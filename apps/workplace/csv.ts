import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { CsvError, parse } from 'csv-parse';
import { Instant, PostedObservation, SyncoError } from '#libs/contracts';
import type { Refusal } from '#libs/contracts';
import { contentId } from './identity.js';
import type { Io } from './io.js';

const columns = ['indicator', 'at', 'value', 'note'] as const;
type Column = (typeof columns)[number];

/** A row of the file: the line and the byte at which it ends, its text, and what it says, or why it cannot be read. */
export interface Row {
  line: number;
  bytes: number;
  cells: Record<Column, string>;
  observation: PostedObservation | null;
  refusal: Refusal | null;
}

/** The named file as a stream of bytes, `-` being standard input. */
export function openInput(file: string, io: Io): Readable {
  return file === '-' ? io.stdin : createReadStream(file);
}

/**
 * Reads `indicator,at,value[,note]` row by row, never holding the file. With a header (a first row that begins with one of the
 * names) the columns may stand in any order. `at` is a period's name or an instant with its offset. Throws `file-unreadable`.
 */
export async function* readRows(input: Readable): AsyncGenerator<Row> {
  const parser = parse({ bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true });
  input.on('error', (error) => parser.destroy(error));
  let order: readonly string[] | null = null;
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<Parsed>) {
      if (order === null) {
        order = headerOf(record) ?? columns;
        if (order !== columns) continue;
      }
      yield readRow(record, order, info);
    }
  } catch (error) {
    throw unreadable(error);
  }
}

interface Parsed {
  record: string[];
  info: { lines: number; bytes: number };
}

function headerOf(record: string[]): string[] | null {
  const names = record.map((cell) => cell.toLowerCase()).map((name) => (name === 'period' ? 'at' : name));
  if (!names.includes('indicator') || !names.includes('value')) return null;
  if (!names.includes('at')) throw new SyncoError('file-unreadable', 'The header has no column "at" (or "period").');
  return names;
}

function readRow(record: string[], order: readonly string[], { lines: line, bytes }: Parsed['info']): Row {
  const cell = (name: Column): string => record[order.indexOf(name)] ?? '';
  const cells = { indicator: cell('indicator'), at: cell('at'), value: cell('value'), note: cell('note') };
  const refuse = (message: string): Row => ({
    line,
    bytes,
    cells,
    observation: null,
    refusal: { code: 'observation-malformed', message },
  });
  if (record.slice(order.length).some((rest) => rest !== ''))
    return refuse(
      `the row has ${record.length} cells for ${order.length} columns; quote a note with a comma, write 1234.5`,
    );
  const value = readValue(cells.value);
  if (value === null) return refuse(`"${cells.value}" is not a number; write 1234.5`);
  if (cells.at === '') return refuse('the column "at" is empty');
  const read = PostedObservation.safeParse({
    id: contentId([cells.indicator, cells.at, String(value), cells.note]),
    indicator: cells.indicator,
    ...(Instant.safeParse(cells.at).success ? { at: cells.at } : { period: cells.at }),
    value,
    ...(cells.note === '' ? {} : { note: cells.note }),
  });
  if (read.success) return { line, bytes, cells, observation: read.data, refusal: null };
  const [fault] = read.error.issues;
  return refuse(`${fault?.path.join('.')}: ${fault?.message}`);
}

function readValue(text: string): number | null {
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** What went wrong while a file was read, as `file-unreadable` where the file is the reason. */
export function unreadable(error: unknown): unknown {
  if (error instanceof CsvError) return new SyncoError('file-unreadable', `This is not CSV: ${error.message}.`);
  if (isNativeError(error) && 'path' in error) return new SyncoError('file-unreadable', `${error.message}.`);
  return error;
}
