import { type FileHandle, open } from 'node:fs/promises';
import { SyncoError } from '#libs/contracts';
import { csvLine } from '../csv-line.js';

/** A figure that was not taken, as it was written, and why. */
export interface Refused {
  indicator: string;
  at: string;
  value: string;
  note: string;
  code: string;
  message: string;
}

const head = csvLine(['indicator', 'at', 'value', 'note', 'code', 'message']);

/** The refused rows as a table of CSV. */
export function refusedTable(refused: readonly Refused[]): string {
  return head + refused.map(refusedLine).join('');
}

function refusedLine({ indicator, at, value, note, code, message }: Refused): string {
  return csvLine([indicator, at, value, note, code, message]);
}

/** The file in which a node keeps what was refused, so that somebody can mend it: CSV, a line each, oldest first. */
export class Refusals {
  #writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly path: string) {}

  /** Resolves when they are on the disk; throws `outbox-unwritable`, and then none of them is. */
  add(refused: readonly Refused[]): Promise<void> {
    if (refused.length === 0) return Promise.resolve();
    const added = this.#writing.then(() => this.#append(refused));
    this.#writing = added.catch(() => undefined);
    return added;
  }

  async #append(refused: readonly Refused[]): Promise<void> {
    try {
      const file = await open(this.path, 'a');
      try {
        await appendWhole(file, refused);
      } finally {
        await file.close();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SyncoError('outbox-unwritable', `What was refused cannot be written to the disk: ${reason}.`);
    }
  }
}

async function appendWhole(file: FileHandle, refused: readonly Refused[]): Promise<void> {
  const { size } = await file.stat();
  try {
    await file.appendFile(size === 0 ? refusedTable(refused) : refused.map(refusedLine).join(''));
    await file.datasync();
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
}
