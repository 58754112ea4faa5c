import { type FileHandle, open } from 'node:fs/promises';
import { decodeLines } from './lines.js';

/** The disk has lost or changed what was safely on it: a person must look. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
}

/** One value of the journal under its number, which counts from 1 without gaps. */
export interface Entry {
  number: number;
  value: string;
}

/** A file of the journal: the numbers of its lines begin after `before`. */
export interface Segment {
  path: string;
  before: number;
  count: number;
}

/** Where reading can go on: the byte of a file at which the entry after `number` begins. */
export interface Place {
  path: string;
  byte: number;
  number: number;
}

const readBytes = 1024 * 1024;

/** How many entries a file holds. What a power cut has torn off the end of the last file is cut off; elsewhere it is damage. */
export async function countLines(path: string, isLast: boolean): Promise<number> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    let [count, byte] = [0, 0];
    while (byte < size) {
      const { values, good } = decodeLines(await piece(file, byte));
      if (good === 0) break;
      count += values.length;
      byte += good;
    }
    if (byte === size) return count;
    if (!isLast) throw new JournalDamaged(`${path} is damaged at byte ${byte}. Move it away to go on without it.`);
    await file.truncate(byte);
    await file.sync();
    return count;
  } finally {
    await file.close();
  }
}

/** Reads the entries after a number, at most so many, from a known place where that is not later; and the place of the first of them. */
export async function readSegment(
  { path, before, count }: Segment,
  known: Place,
  { after, most }: { after: number; most: number },
): Promise<{ entries: Entry[]; place: Place }> {
  const start = known.path === path && known.number <= after ? known : { path, byte: 0, number: before };
  let { byte, number } = start;
  let place = start;
  const entries: Entry[] = [];
  const file = await open(path, 'r');
  try {
    while (number < before + count && entries.length < most) {
      const { values, sizes } = decodeLines(await piece(file, byte));
      if (values.length === 0) break;
      for (const [index, value] of values.entries()) {
        if (number === before + count || entries.length === most) break;
        number += 1;
        byte += sizes[index] ?? 0;
        if (number > after) entries.push({ number, value });
        else place = { path, byte, number };
      }
    }
    return { entries, place };
  } finally {
    await file.close();
  }
}

/** Bytes from a place on: a piece of the usual size, or the whole of a line that is longer. */
async function piece(file: FileHandle, from: number): Promise<Buffer> {
  for (let length = readBytes; ; length *= 2) {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, from);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytes.includes(10) || bytesRead < length) return bytes;
  }
}
