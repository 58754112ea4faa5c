import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '#libs/adapters-files';

const Line = z.object({
  alert: z.string(),
  sequence: z.int(),
  indicator: z.string().nullable(),
  at: z.string(),
  text: z.string(),
});
/** One thing that the unit hears of an alert, in words. */
export type Line = z.infer<typeof Line>;

/** `heard` has the newest sequence of each alert; it outlasts the lines, so that an alert that stays open long is not told anew. */
const Book = z.object({
  cursor: z.record(z.string(), z.string()),
  heard: z.record(z.string(), z.int()),
  lines: z.array(Line),
});
type Book = z.infer<typeof Book>;
const linesKept = 500;
const alertsKept = 5_000;

/** What this node has heard, so that nothing is told twice: on its disk, the newest lines only. */
export class NewsBook {
  #book: Book = { cursor: {}, heard: {}, lines: [] };
  #writing: Promise<unknown> = Promise.resolve();
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'news.json');
  }

  async load(): Promise<void> {
    const book = Book.safeParse(await readJson(this.#path));
    if (book.success) this.#book = book.data;
  }

  /** How far a source (a stream, a partition) has been read. */
  cursor(source: string): string | undefined {
    return this.#book.cursor[source];
  }

  /** How many events of an alert have been heard. */
  heard(alert: string): number {
    return this.#book.heard[alert] ?? 0;
  }

  /** Writes down what is new and how far its source has been read; answers the lines that are. */
  hear(lines: readonly Line[], source: string, cursor: string): Promise<Line[]> {
    const heard = this.#writing.then(() => this.#write(lines, source, cursor));
    this.#writing = heard.catch(() => undefined);
    return heard;
  }

  async #write(lines: readonly Line[], source: string, cursor: string): Promise<Line[]> {
    const fresh = lines.filter(({ alert, sequence }) => sequence > this.heard(alert));
    const heard = new Map(Object.entries(this.#book.heard));
    for (const { alert, sequence } of fresh) {
      heard.delete(alert);
      heard.set(alert, sequence);
    }
    const book = {
      cursor: { ...this.#book.cursor, [source]: cursor },
      heard: Object.fromEntries([...heard].slice(-alertsKept)),
      lines: [...this.#book.lines, ...fresh].slice(-linesKept),
    };
    await writeJson(this.#path, book);
    this.#book = book;
    return fresh;
  }

  /** The newest first. */
  all(): readonly Line[] {
    return this.#book.lines.toReversed();
  }
}
