import type { PostedObservation } from '#libs/contracts';
import { Accepted } from '#libs/contracts';
import type { Client } from '../client.js';
import { openInput, readRows } from '../csv.js';
import type { Row } from '../csv.js';
import { exitCodes } from '../failure.js';
import { inputSize } from '../input-size.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { showProgress } from '../progress.js';
import { RefusedRows } from '../refused.js';

const batchSize = 2000;

/** Sends a CSV file as ordinary observations, batch by batch, each batch again until it is taken; returns the exit code. */
export async function importFile(file: string, options: { refused?: string }, io: Io, client: Client): Promise<number> {
  const refused = new RefusedRows(io, options.refused);
  const progress = showProgress(io, 'bytes', await inputSize(file));
  let [read, taken] = [0, 0];
  try {
    for await (const rows of inBatches(readRows(openInput(file, io)), batchSize)) {
      taken += await send(rows, refused, client);
      read += rows.length;
      progress.reach(rows.at(-1)?.bytes ?? 0);
    }
  } finally {
    progress.end();
    await refused.tell();
  }
  await write(io.stdout, `${read} rows read, ${taken} taken, ${refused.count} refused.\n`);
  return refused.count > 0 ? exitCodes.someRefused : exitCodes.done;
}

async function send(rows: Row[], refused: RefusedRows, client: Client): Promise<number> {
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
  const answer = await client.insist('/api/observations', { observations }, Accepted);
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
