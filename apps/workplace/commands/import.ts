import type { Readable } from 'node:stream';
import type { PostedObservation } from '#libs/contracts';
import { Accepted } from '#libs/contracts';
import type { Client } from '../client.js';
import { openInput, readRows } from '../csv.js';
import type { Row } from '../csv.js';
import { exitCodes } from '../failure.js';
import { inputSize } from '../input-size.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { isPlainCsv, peek } from '../peek.js';
import { showProgress } from '../progress.js';
import type { Progress } from '../progress.js';
import { RefusedRows } from '../refused.js';
import type { Announced } from './announce.js';
import { announce } from './announce.js';
import { importTable } from './import-table.js';
import type { TableOptions } from './import-table.js';

const batchSize = 2000;

/** What `synco import` was given. */
export interface ImportOptions extends TableOptions {
  refused?: string;
}

/** Sends a file of figures: plain CSV row by row, anything else as a table; returns the exit code. */
export async function importFile(file: string, options: ImportOptions, io: Io, client: Client): Promise<number> {
  const { refused: path, sheet, dates, decimal, preview } = options;
  const refused = new RefusedRows(io, path, preview === true ? Infinity : undefined);
  const { head, whole } = await peek(openInput(file, io));
  const asTable = preview === true || (sheet ?? dates ?? decimal) !== undefined;
  const begin = () => announce(file, { io, client });
  if (asTable || !isPlainCsv(head)) return importTable(whole, options, { io, client, refused, begin });
  return importRows(whole, refused, showProgress(io, 'bytes', await inputSize(file)), { io, client, begin });
}

/** Sends plain CSV as ordinary observations, batch by batch, each batch again until it is taken. */
async function importRows(
  input: Readable,
  refused: RefusedRows,
  progress: Progress,
  { io, client, begin }: { io: Io; client: Client; begin: () => Promise<Announced> },
): Promise<number> {
  let [read, taken] = [0, 0];
  const announced = await begin();
  try {
    for await (const rows of inBatches(readRows(input), batchSize)) {
      taken += await send(rows, refused, { client, announced });
      read += rows.length;
      progress.reach(rows.at(-1)?.bytes ?? 0);
    }
  } finally {
    progress.end();
    await refused.tell();
  }
  await write(io.stdout, `${read} rows read, ${taken} taken, ${refused.count} refused.\n`);
  await announced.end({ sent: taken, refused: refused.count });
  return refused.count > 0 ? exitCodes.someRefused : exitCodes.done;
}

async function send(
  rows: Row[],
  refused: RefusedRows,
  { client, announced }: { client: Client; announced: Announced },
): Promise<number> {
  const [sent, observations]: [Row[], PostedObservation[]] = [[], []];
  for (const row of rows) {
    if (row.observation === null) {
      await refused.add(row, row.refusal?.code ?? 'observation-malformed', row.refusal?.message ?? '');
    } else {
      sent.push(row);
      observations.push(row.observation);
    }
  }
  if (observations.length === 0) return 0;
  const answer = await client.insist('/api/observations', announced.batch(observations), Accepted);
  for (const { index, code, message } of answer.refused) {
    const row = sent[index];
    if (row !== undefined) await refused.add(row, code, message);
  }
  return observations.length - answer.refused.length;
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
