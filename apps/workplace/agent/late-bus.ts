import type { Bus } from '#libs/regulation';

/** A bus that is opened when it is first needed, and again at the next need while it cannot be reached: a node starts without it. */
export class LateBus {
  #opening: Promise<Bus> | null = null;

  constructor(private readonly open: () => Promise<Bus>) {}

  /** Rejects while it cannot be reached. */
  get(): Promise<Bus> {
    this.#opening ??= this.open().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async close(): Promise<void> {
    const bus = await this.#opening?.catch(() => null);
    await bus?.close();
  }
}
