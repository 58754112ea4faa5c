import { lstat, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { SyncoError } from '#libs/contracts';
import type { Door } from '#libs/regulation';
import { readRows, type Row } from '../csv.js';
import { type Intake, lookAtRow } from './intake.js';
import { type Refused, refusedTable } from './refusals.js';
import { readStanding, standingFolder } from './standing-file.js';

const largest = 20 * 1024 * 1024;
const together = 1_000;
const piece = 64 * 1024;
/** A file with more rows that would be refused is no table of figures: none of it is taken. */
const mostRefused = 5_000;
const longestReason = 300;
/** A file that could not be taken for a reason of this machine waits for so many looks. */
const patience = 30;

/**
 * A file as the last look found it: one that has not changed since is whole. `waits` counts the looks until it is tried again; one that
 * was `taken` and could not be moved away is not taken anew.
 */
interface Seen {
  size: number;
  changed: number;
  waits: number;
  taken: boolean;
}

/** A folder into which people and machines put CSV files. Each is taken once it stands still, and moved to taken/ or refused/. */
export class WatchedFolder {
  readonly #seen = new Map<string, Seen>();

  constructor(
    private readonly folder: string,
    private readonly intake: Intake,
    private readonly log: Logger,
  ) {}

  /** Looks once. The first look at a file only remembers it; one that cannot be taken does not hold up the others. */
  async look(): Promise<void> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && /\.csv$/i.test(entry.name)).map(({ name }) => name);
    for (const gone of [...this.#seen.keys()].filter((name) => !names.includes(name))) this.#seen.delete(gone);
    for (const name of names.toSorted()) {
      try {
        if (await this.#standsStill(name)) await this.#take(name);
      } catch (error) {
        this.#wait(name, error);
      }
    }
  }

  async #standsStill(name: string): Promise<boolean> {
    const { size, mtimeMs: changed } = await lstat(join(this.folder, name));
    const before = this.#seen.get(name);
    const same = before?.size === size && before.changed === changed;
    const waits = same ? Math.max(0, before.waits - 1) : 0;
    this.#seen.set(name, { size, changed, waits, taken: same && before.taken });
    return same && waits === 0;
  }

  async #take(name: string): Promise<void> {
    if (!this.#seen.get(name)?.taken) {
      const door = this.intake.door();
      const bytes = await readStanding(join(this.folder, name), largest);
      if (!bytes) return this.#refuseWhole(name, 'body-too-large: A file may have 20 MB. Cut it in parts.');
      const counted = await countRows(bytes, door);
      if (typeof counted === 'string') return this.#refuseWhole(name, counted);
      // Before anything is kept: where the refused rows cannot be laid beside, the file waits.
      const beside = counted.refused > 0 ? await this.#free(name, 'refused') : null;
      const refused: Refused[] = [];
      for await (const part of rowsOf(bytes)) refused.push(...(await this.intake.takeRows(part, door)));
      if (beside !== null) await writeFile(beside, refusedTable(refused), { flag: 'wx' });
      const seen = this.#seen.get(name);
      if (seen) seen.taken = true;
      this.log.info({ file: name, ...counted }, 'a file was taken');
    }
    await this.#move(name, 'taken');
  }

  async #refuseWhole(name: string, fault: string): Promise<void> {
    const moved = await this.#move(name, 'refused');
    await writeFile(await this.#free(`${basename(moved)}.txt`, 'refused'), `${fault}\n`, { flag: 'wx' });
    this.log.warn({ file: name, reason: fault }, 'a file was refused');
  }

  async #move(name: string, to: 'taken' | 'refused'): Promise<string> {
    const free = await this.#free(name, to);
    await rename(join(this.folder, name), free);
    this.#seen.delete(name);
    return free;
  }

  /** A name that is there already gets the time before its ending, so that nothing is overwritten. */
  async #free(name: string, to: 'taken' | 'refused'): Promise<string> {
    await standingFolder(join(this.folder, to));
    const there = new Set(await readdir(join(this.folder, to)));
    const { name: stem, ext } = parse(name);
    const free = there.has(name) ? `${stem}.${new Date().toISOString().replaceAll(':', '-')}${ext}` : name;
    return join(this.folder, to, free);
  }

  /** A full disk, or a file that may not be read, is no fault of the figures: the file stays and is tried again. */
  #wait(name: string, error: unknown): void {
    const seen = this.#seen.get(name);
    if (seen) seen.waits = patience;
    this.log.error({ file: name, reason: error instanceof Error ? error.message : String(error) }, 'a file waits');
  }
}

/** How many rows a file has, and how many of them would be refused, or why nothing of it can be taken. */
async function countRows(bytes: Buffer, door: Door): Promise<{ rows: number; refused: number } | string> {
  try {
    let [rows, refused] = [0, 0];
    let first = '';
    for await (const row of readRows(inPieces(bytes))) {
      rows += 1;
      const result = lookAtRow(row, door);
      if (!('code' in result)) continue;
      refused += 1;
      if (refused === 1) first = `line ${row.line}: ${result.message.slice(0, longestReason)} (${result.code})`;
      if (refused > mostRefused) return `file-unreadable: More than 5 000 of its rows would be refused; ${first}`;
    }
    return { rows, refused };
  } catch (error) {
    if (error instanceof SyncoError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** The rows in parts, so that a large file needs little memory. */
async function* rowsOf(bytes: Buffer): AsyncGenerator<Row[]> {
  let part: Row[] = [];
  for await (const row of readRows(inPieces(bytes))) {
    part.push(row);
    if (part.length < together) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** A stream of which no more is read than rows are asked for. */
function inPieces(bytes: Buffer): Readable {
  const starts = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) => index * piece);
  return Readable.from(starts.map((start) => bytes.subarray(start, start + piece)));
}
