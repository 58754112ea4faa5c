import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { guardFolder } from './folder-guard.js';
import { encodeLine } from './lines.js';
import { countLines, type Entry, JournalDamaged, type Place, readSegment, type Segment } from './segment.js';
import { overwriteJson, readJson, syncFolder, writeAll, writeJson } from './whole-file.js';

/** A queue on the disk: what has been appended waits until it is done, through crashes and power cuts. */
export interface Journal {
  /** Resolves when the values (JSON texts without line breaks) are on the disk; after a rejection none of them is in the journal. */
  append(values: readonly string[]): Promise<void>;
  /** The oldest entries that are not done, at most so many. */
  next(most: number): Promise<Entry[]>;
  /** All up to and with this number are done and will not be seen again. */
  done(number: number): Promise<void>;
  waiting(): number;
  close(): Promise<void>;
}

const segmentBytes = 8 * 1024 * 1024;

/** Opens the journal in a folder, which it keeps to itself; a line that a power cut has torn is cut off: it was never acknowledged. */
export async function openJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const release = await guardFolder(folder);
  try {
    const journal = new DiskJournal(folder, release);
    await journal.recover();
    return journal;
  } catch (error) {
    await release();
    throw error;
  }
}

interface Append {
  lines: readonly string[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

class DiskJournal implements Journal {
  readonly #position: string;
  #segments: Segment[] = [];
  #file: FileHandle | null = null;
  #size = 0;
  #done = 0;
  #queue: Append[] = [];
  #flushing: Promise<void> = Promise.resolve();
  #reader: Place = { path: '', byte: 0, number: 0 };

  constructor(
    private readonly folder: string,
    private readonly release: () => Promise<void>,
  ) {
    this.#position = join(folder, 'position.json');
  }

  async recover(): Promise<void> {
    const kept = await readJson(this.#position);
    this.#done = typeof kept === 'number' ? kept : 0;
    const names = (await readdir(this.folder)).filter((name) => /^\d{16}\.log$/.test(name)).toSorted();
    for (const [index, name] of names.entries()) {
      const path = join(this.folder, name);
      const before = Number(name.slice(0, 16));
      const count = await countLines(path, index === names.length - 1);
      this.#segments.push({ path, before, count });
    }
    await this.#open();
    await this.#drop();
    // There from the beginning, so that a full disk has room for it.
    if (kept === null) await writeJson(this.#position, this.#done).catch(() => undefined);
  }

  append(values: readonly string[]): Promise<void> {
    if (values.length === 0) return Promise.resolve();
    const written = new Promise<void>((resolve, reject) => {
      this.#queue.push({ lines: values.map(encodeLine), resolve, reject });
    });
    this.#flushing = this.#flushing.then(() => this.#flush());
    return written;
  }

  async next(most: number): Promise<Entry[]> {
    const found: Entry[] = [];
    while (found.length < most) {
      const from = found.at(-1)?.number ?? this.#done;
      const segment = this.#segments.find(({ before, count }) => from < before + count);
      if (!segment) break;
      const { entries, place } = await readSegment(segment, this.#reader, { after: from, most: most - found.length });
      if (entries.length === 0) throw new JournalDamaged(`${segment.path} ends before its entry ${from + 1}.`);
      this.#reader = place;
      found.push(...entries);
    }
    return found;
  }

  async done(number: number): Promise<void> {
    if (number <= this.#done) return;
    // On a full disk the position is written over: torn, it would only let what is done be seen again.
    await writeJson(this.#position, number).catch(() => overwriteJson(this.#position, number));
    this.#done = number;
    await this.#drop();
  }

  waiting(): number {
    return this.#segments.reduce((sum, { before, count }) => {
      return sum + Math.max(0, before + count - Math.max(before, this.#done));
    }, 0);
  }

  async close(): Promise<void> {
    await this.#flushing;
    await this.#file?.close();
    await this.release();
  }

  #last(): number {
    const segment = this.#segments.at(-1);
    return segment ? segment.before + segment.count : this.#done;
  }

  /** All that waits goes to the disk together: however many post at once, they wait for one sync. */
  async #flush(): Promise<void> {
    const group = this.#queue.splice(0);
    if (group.length === 0) return;
    const text = Buffer.from(group.flatMap(({ lines }) => lines).join(''));
    try {
      await this.#roll();
      await this.#write(text).catch((error: unknown) => this.#renew(text, error));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    const segment = this.#segments.at(-1);
    if (segment) segment.count += group.reduce((sum, { lines }) => sum + lines.length, 0);
    for (const { resolve } of group) resolve();
  }

  async #write(text: Buffer): Promise<void> {
    const file = this.#file;
    if (!file) throw new JournalDamaged(`${this.folder} could not be written before; start again.`);
    try {
      await writeAll(file, text, this.#size);
      await file.datasync();
      this.#size += text.length;
    } catch (error) {
      // Nothing of a group that failed may be found later: its senders are told that it was not taken.
      await file.truncate(this.#size).catch(() => this.#abandon());
      throw error;
    }
  }

  /** Where nothing waits any more the file that is full of it makes room, and the text is tried once again. */
  async #renew(text: Buffer, error: unknown): Promise<void> {
    if (this.waiting() > 0 || this.#size === 0) throw error;
    await this.#file?.close();
    await this.#begin(this.#last());
    await this.#drop();
    await this.#write(text);
  }

  async #abandon(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    this.#file = null;
  }

  async #roll(): Promise<void> {
    if (this.#size < segmentBytes) return;
    await this.#file?.close();
    await this.#begin(this.#last());
  }

  async #open(): Promise<void> {
    const last = this.#segments.at(-1);
    if (!last || last.before + last.count < this.#done) return this.#begin(Math.max(this.#done, this.#last()));
    this.#file = await open(last.path, 'r+');
    this.#size = (await stat(last.path)).size;
  }

  async #begin(before: number): Promise<void> {
    const path = join(this.folder, `${String(before).padStart(16, '0')}.log`);
    this.#file = await open(path, 'w');
    this.#size = 0;
    this.#segments.push({ path, before, count: 0 });
    await syncFolder(this.folder);
  }

  async #drop(): Promise<void> {
    for (const segment of this.#segments.slice(0, -1)) {
      if (segment.before + segment.count > this.#done) break;
      await rm(segment.path, { force: true });
      this.#segments = this.#segments.filter((other) => other !== segment);
    }
  }
}
