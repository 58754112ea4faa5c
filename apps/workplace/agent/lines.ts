import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { SyncoError } from '#libs/contracts';
import type { Logger } from 'pino';
import { readRows, type Row } from '../csv.js';
import type { Intake } from './intake.js';

const again = 5_000;

/** Takes figures from standard input, `indicator,at,value[,note]` a line, as they come; resolves at its end. */
export async function takeLines(input: Readable, intake: Intake, log: Logger): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const row = await rowOf(line);
    if (!row) continue;
    const [refused] = await insist(() => intake.takeRows([row]), log);
    if (refused) log.warn({ code: refused.code, reason: refused.message }, 'a line was refused');
  }
}

/** A line by itself, so that one with an open quotation mark does not swallow those after it; null where it says nothing. */
async function rowOf(line: string): Promise<Row | null> {
  try {
    for await (const row of readRows(Readable.from([`${line}\n`]))) return row;
    return null;
  } catch (error) {
    if (!(error instanceof SyncoError)) throw error;
    const cells = { indicator: '', at: '', value: '', note: line };
    return { line: 1, bytes: 0, cells, observation: null, refusal: { code: error.code, message: error.message } };
  }
}

/** A line cannot be given back to whoever wrote it: it waits until the disk has room. */
async function insist<T>(work: () => Promise<T>, log: Logger): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SyncoError) || error.code !== 'outbox-unwritable') throw error;
      log.error({ reason: error.message }, 'a line waits');
      await pause(again);
    }
  }
}
