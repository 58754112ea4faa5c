import { Wake } from '#libs/adapters-postgres';
import type { Logger } from 'pino';

/** Does a piece of work again and again: at once while it says that there is more, else when it is woken or after a pause. */
export class Periodic {
  readonly #wake: Wake;
  #ending = false;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly log: Logger,
    wake: Wake | null,
    private readonly pauseMs: number,
    private readonly work: () => Promise<boolean>,
  ) {
    this.#wake = wake ?? new Wake();
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#ending = true;
    this.#wake.call();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#ending) {
      const seen = this.#wake.calls;
      let more = false;
      try {
        more = await this.work();
      } catch (error) {
        this.log.error({ err: error }, `the ${this.name} failed and goes on`);
        await new Promise((done) => setTimeout(done, Math.min(this.pauseMs, 1_000)));
      }
      if (!more && !this.#ending) await this.#wake.sleep(seen, this.pauseMs);
    }
  }
}
