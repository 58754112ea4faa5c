import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { unreadable } from './csv.js';

const enough = 4096;

/** The first bytes of a stream, and a stream that gives all of it from the beginning. Throws `file-unreadable`. */
export async function peek(input: Readable): Promise<{ head: Buffer; whole: Readable }> {
  const chunks: Buffer[] = [];
  const reading: AsyncIterator<Buffer> = input[Symbol.asyncIterator]();
  try {
    for (let size = 0; size < enough; size += chunks.at(-1)?.length ?? 0) {
      const next = await reading.next();
      if (next.done === true) break;
      chunks.push(Buffer.from(next.value));
    }
  } catch (error) {
    throw unreadable(error);
  }
  return { head: Buffer.concat(chunks), whole: Readable.from(again(chunks, reading)) };
}

async function* again(chunks: readonly Buffer[], reading: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
  for (let next = await reading.next(); next.done !== true; next = await reading.next()) yield next.value;
}

/** Whether these first bytes begin plain CSV of indicator, at, value, which is read and sent row by row, however long it is. */
export function isPlainCsv(head: Buffer): boolean {
  const [line = ''] = /[^\r\n]+/.exec(head.toString('utf8')) ?? [];
  try {
    const [[first = '', at = '', ...others] = []] = parse(line, { bom: true, trim: true });
    const names = new Set([first, at, ...others].map((cell) => cell.toLowerCase()));
    if (names.has('indicator') && names.has('value')) return true;
    return (others.length === 1 || others.length === 2) && first !== '' && /^\d{4}(?:-|$)/.test(at);
  } catch {
    return false;
  }
}
