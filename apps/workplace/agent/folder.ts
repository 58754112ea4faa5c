import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { Readable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { SyncoError } from '#libs/contracts';
import { readRows, type Row } from '../csv.js';
import { csvLine } from '../csv-line.js';
import type { Intake } from './intake.js';
import type { Refused } from './refusals.js';

const largest = 20 * 1024 * 1024;

/** A file as the last look found it: one that has not changed since is whole. */
interface Seen {
  size: number;
  changed: number;
}

/** A folder into which people and machines put CSV files. Each is taken once it stands still, and moved to taken/ or refused/. */
export class WatchedFolder {
  readonly #seen = new Map<string, Seen>();

  constructor(
    private readonly folder: string,
    private readonly intake: Intake,
    private readonly log: Logger,
  ) {}

  /** Looks once. The first look at a file only remembers it. */
  async look(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => /\.csv$/i.test(name)).toSorted();
    for (const gone of [...this.#seen.keys()].filter((name) => !names.includes(name))) this.#seen.delete(gone);
    for (const name of names) {
      const { size, mtimeMs: changed } = await stat(join(this.folder, name));
      const before = this.#seen.get(name);
      this.#seen.set(name, { size, changed });
      if (before?.size === size && before.changed === changed) await this.#take(name, size);
    }
  }

  async #take(name: string, size: number): Promise<void> {
    try {
      const rows = size > largest ? null : await rowsOf(join(this.folder, name));
      if (rows === null)
        return await this.#refuseWhole(name, 'body-too-large: a file may have 20 MB. Cut it in parts.');
      const refused = await this.intake.takeRows(rows);
      if (refused.length > 0) await this.#tellRefused(name, refused);
      await this.#move(name, 'taken');
      this.log.info({ file: name, rows: rows.length, refused: refused.length }, 'a file was taken');
    } catch (error) {
      if (!(error instanceof SyncoError)) throw error;
      // A full disk is no fault of the file: it stays, and is looked at again.
      if (error.code === 'outbox-unwritable') this.log.error({ file: name, reason: error.message }, 'a file waits');
      else await this.#refuseWhole(name, `${error.code}: ${error.message}`);
    }
  }

  async #refuseWhole(name: string, reason: string): Promise<void> {
    await this.#move(name, 'refused');
    await writeFile(join(this.folder, 'refused', `${name}.txt`), `${reason}\n`);
    this.log.warn({ file: name, reason }, 'a file was refused');
  }

  async #tellRefused(name: string, refused: readonly Refused[]): Promise<void> {
    await mkdir(join(this.folder, 'refused'), { recursive: true });
    const head = ['indicator', 'at', 'value', 'note', 'code', 'message'];
    const lines = refused.map(({ indicator, at, value, note, code, message }) => [
      indicator,
      at,
      value,
      note,
      code,
      message,
    ]);
    await writeFile(join(this.folder, 'refused', name), [head, ...lines].map(csvLine).join(''));
  }

  /** A name that is there already gets the time before its ending, so that nothing is overwritten. */
  async #move(name: string, to: 'taken' | 'refused'): Promise<void> {
    await mkdir(join(this.folder, to), { recursive: true });
    const there = new Set(await readdir(join(this.folder, to)));
    const { name: stem, ext } = parse(name);
    const free = there.has(name) ? `${stem}.${new Date().toISOString().replaceAll(':', '-')}${ext}` : name;
    await rename(join(this.folder, name), join(this.folder, to, free));
    this.#seen.delete(name);
  }
}

async function rowsOf(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readRows(Readable.from([await readFile(path)]))) rows.push(row);
  return rows;
}
