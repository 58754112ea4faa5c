import { Observation, SyncoError } from '#libs/contracts';
import type { Entry, Journal } from '#libs/adapters-files';

/** One observation that waits to be sent, under its number in the journal. */
export interface Waiting {
  number: number;
  observation: Observation;
}

/** The node's queue of observations on its disk. */
export class Outbox {
  #wake: () => void = () => undefined;

  constructor(private readonly journal: Journal) {}

  /** Resolves when they are on the disk; throws `outbox-unwritable`, and then none of them is. */
  async keep(observations: readonly Observation[]): Promise<void> {
    try {
      await this.journal.append(observations.map((observation) => JSON.stringify(observation)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SyncoError('outbox-unwritable', `The figures cannot be written to the disk: ${reason}.`);
    }
    this.#wake();
  }

  async next(most: number): Promise<Waiting[]> {
    return (await this.journal.next(most)).map(waiting);
  }

  done(number: number): Promise<void> {
    return this.journal.done(number);
  }

  waiting(): number {
    return this.journal.waiting();
  }

  /** Resolves when something is kept, or after so many milliseconds. */
  change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Wakes whoever waits for a change. */
  nudge(): void {
    this.#wake();
  }

  close(): Promise<void> {
    return this.journal.close();
  }
}

function waiting({ number, value }: Entry): Waiting {
  return { number, observation: Observation.parse(JSON.parse(value)) };
}
