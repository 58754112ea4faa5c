import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { SyncoError } from '#libs/contracts';
import type { Row } from './csv.js';
import { csvLine } from './csv-line.js';
import { write } from './io.js';
import type { Io } from './io.js';

const few = 20;

/** A row that was not taken; `where` names its cell, where a cell is to blame. */
type NotTaken = Pick<Row, 'line' | 'cells'> & { where?: string };

/** Rows that were not taken: the first twenty (or as many as wished) are told on stderr, all of them go to the file, if one is named, as CSV. */
export class RefusedRows {
  count = 0;
  #file: WriteStream | null = null;
  readonly #first: string[] = [];

  constructor(
    private readonly io: Io,
    private readonly path: string | undefined,
    /** How many are told at most. */
    private readonly most = few,
  ) {}

  async add(row: NotTaken, code: string, message: string): Promise<void> {
    this.count += 1;
    if (this.#first.length < this.most) this.#first.push(`  ${row.where ?? `line ${row.line}`}: ${message} (${code})`);
    if (this.path === undefined) return;
    this.#file ??= await openCsv(this.path);
    const { indicator, at, value, note } = row.cells;
    await write(this.#file, csvLine([indicator, at, value, note, row.line, code, located(row, message)]));
  }

  /** Tells what was refused, once, at the end of the work. */
  async tell(title = 'Refused'): Promise<void> {
    if (this.count === 0) return;
    const rest = this.count - this.#first.length;
    const more =
      rest > 0 ? `  … and ${rest} more${this.path === undefined ? '; --refused FILE writes them all' : ''}\n` : '';
    await write(this.io.stderr, `${title}:\n${this.#first.join('\n')}\n${more}`);
    if (this.#file === null) return;
    this.#file.end();
    await finished(this.#file);
    await write(this.io.stderr, `All ${this.count} are in ${this.path}.\n`);
  }
}

function located({ where }: NotTaken, message: string): string {
  return where === undefined ? message : `${where}: ${message}`;
}

async function openCsv(path: string): Promise<WriteStream> {
  const file = createWriteStream(path);
  await new Promise<void>((resolve, reject) => {
    file.once('open', () => resolve());
    file.once('error', (error) =>
      reject(new SyncoError('file-unreadable', `${path} cannot be written: ${error.message}.`)),
    );
  });
  await write(file, 'indicator,at,value,note,line,code,message\n');
  return file;
}
