import { Wake } from '#libs/adapters-postgres';
import type { Logger } from 'pino';

export interface PeriodicOptions {
  name: string;
  log: Logger;
  /** What wakes it before the pause is over. */
  wake?: Wake;
  pauseMs: number;
  /** One piece of the work; whether there is more at once. */
  work: () => Promise<boolean>;
}

/** Does a piece of work again and again: at once while it says that there is more, else when it is woken or after a pause. */
export class Periodic {
  readonly #wake: Wake;
  #ending = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly options: PeriodicOptions) {
    this.#wake = options.wake ?? new Wake();
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
        more = await this.options.work();
      } catch (error) {
        this.options.log.error({ err: error }, `the ${this.options.name} failed and goes on`);
        await new Promise((done) => setTimeout(done, Math.min(this.options.pauseMs, 1_000)));
      }
      if (!more && !this.#ending) await this.#wake.sleep(seen, this.options.pauseMs);
    }
  }
}
