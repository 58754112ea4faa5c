import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '#libs/adapters-files';

const Line = z.object({
  alert: z.string(),
  sequence: z.int(),
  indicator: z.string(),
  at: z.string(),
  text: z.string(),
});
/** One thing that the unit hears of an alert, in words. */
export type Line = z.infer<typeof Line>;

const Book = z.object({ cursor: z.record(z.string(), z.string()), lines: z.array(Line) });
const kept = 500;

/** What this node has heard, so that nothing is told twice: on its disk, the newest lines only. */
export class NewsBook {
  #lines: Line[] = [];
  #cursor: Record<string, string> = {};
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'news.json');
  }

  async load(): Promise<void> {
    const book = Book.safeParse(await readJson(this.#path));
    if (book.success) ({ lines: this.#lines, cursor: this.#cursor } = book.data);
  }

  /** How far a source (a stream, a partition) has been read. */
  cursor(source: string): string | undefined {
    return this.#cursor[source];
  }

  /** How many events of an alert have been heard. */
  heard(alert: string): number {
    return Math.max(0, ...this.#lines.filter((line) => line.alert === alert).map(({ sequence }) => sequence));
  }

  /** Writes down what is new and how far its source has been read; answers the lines that are. */
  async hear(lines: readonly Line[], source: string, cursor: string): Promise<Line[]> {
    const fresh = lines.filter(({ alert, sequence }) => sequence > this.heard(alert));
    this.#lines = [...this.#lines, ...fresh].slice(-kept);
    this.#cursor = { ...this.#cursor, [source]: cursor };
    await writeJson(this.#path, { cursor: this.#cursor, lines: this.#lines });
    return fresh;
  }

  /** The newest first. */
  all(): readonly Line[] {
    return this.#lines.toReversed();
  }
}
