import { open } from 'node:fs/promises';
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

/** The file in which a node keeps what was refused, so that somebody can mend it: CSV, a line each, oldest first. */
export class Refusals {
  constructor(private readonly path: string) {}

  /** Resolves when they are on the disk. */
  async add(refused: readonly Refused[]): Promise<void> {
    if (refused.length === 0) return;
    const file = await open(this.path, 'a');
    try {
      const { size } = await file.stat();
      const head = size === 0 ? csvLine(['indicator', 'at', 'value', 'note', 'code', 'message']) : '';
      const lines = refused.map(({ indicator, at, value, note, code, message }) =>
        csvLine([indicator, at, value, note, code, message]),
      );
      await file.appendFile(head + lines.join(''));
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}
