import type { Logger } from 'pino';
import { type Deliver, passes } from './delivery.js';
import type { Outbox } from './outbox.js';
import type { Refusals } from './refusals.js';

const most = 1_000;
const shortest = 500;
const longest = 60_000;
/** Where a person must mend something, there is no use in asking every second. */
const forPeople = 30_000;

/** How the sending goes, for /status. */
export interface Sending {
  sent: number;
  refused: number;
  /** Why the last attempt failed; null while all is well. */
  trouble: string | null;
}

/** Sends what waits in the outbox, in order, batch after batch, for as long as it takes. */
export class Sender {
  readonly state: Sending = { sent: 0, refused: 0, trouble: null };
  #ending = false;
  #failures = 0;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly refusals: Refusals,
    private readonly deliver: Deliver,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  /** The other side has just been seen: the pause before the next attempt is over. */
  hurry(): void {
    this.#wake();
  }

  /** Finishes the batch in hand. */
  async stop(): Promise<void> {
    this.#ending = true;
    this.outbox.nudge();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#ending) {
      if (this.outbox.waiting() === 0) await this.outbox.change(5_000);
      else await this.#attempt();
    }
  }

  async #attempt(): Promise<void> {
    try {
      await this.#sendSome();
      if (this.state.trouble !== null) this.log.info('the other side is there again');
      this.#failures = 0;
      this.state.trouble = null;
    } catch (error) {
      this.#failures += 1;
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== this.state.trouble)
        this.log.warn({ waiting: this.outbox.waiting(), reason }, 'not sent; trying again');
      this.state.trouble = reason;
      if (!this.#ending) await this.#pause(passes(error) ? backoff(this.#failures) : forPeople);
    }
  }

  async #sendSome(): Promise<void> {
    const batch = await this.outbox.next(most);
    const last = batch.at(-1);
    if (!last) return;
    const { refused } = await this.deliver(batch.map(({ observation }) => observation));
    // Kept before the outbox forgets them: a crash in between writes a refusal twice, never not at all.
    await this.refusals.add(
      refused.map(({ index, code, message }) => {
        const { observation } = batch[index] ?? last;
        const { indicator, value, note = '' } = observation;
        return { indicator, at: observation.period ?? observation.at ?? '', value: String(value), note, code, message };
      }),
    );
    await this.outbox.done(last.number);
    this.state.sent += batch.length - refused.length;
    this.state.refused += refused.length;
    if (refused.length > 0) this.log.warn({ refused: refused.length }, 'figures were refused; see refused.csv');
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Twice as long each time, up to a minute, and never the same for two nodes that lost the server together. */
function backoff(failures: number): number {
  return Math.min(shortest * 2 ** (failures - 1), longest) * (0.5 + Math.random() / 2);
}
