import { signal } from '@preact/signals';
import type { Accepted } from '#libs/contracts';
import type { Figure } from '#libs/importing';
import type { Trouble } from '../data/answer.js';
import { send } from '../data/api.js';

/** A figure that was not taken, at its cell. */
interface NotTaken {
  address: string;
  message: string;
}

/** How far the figures of a file have come. */
export type Carrying =
  | { state: 'ready' }
  | { state: 'sending'; done: number; total: number; waiting: boolean }
  | { state: 'sent'; taken: number; refused: readonly NotTaken[]; trouble: Trouble | null };

const batchSize = 500;
const retryAfter = 4000;

/** Carries the figures of a file to the regulator, batch by batch, each again under the same ids while nobody answers. */
export class Carrier {
  readonly carrying = signal<Carrying>({ state: 'ready' });
  #ended = false;

  async send(figures: readonly Figure[]): Promise<void> {
    const refused: NotTaken[] = [];
    for (let done = 0; done < figures.length; done += batchSize) {
      const batch = figures.slice(done, done + batchSize);
      this.carrying.value = { state: 'sending', done, total: figures.length, waiting: false };
      const answer = await this.#insist(batch, { done, total: figures.length });
      if (answer === null) return;
      if (!answer.ok) {
        this.carrying.value = { state: 'sent', taken: done - refused.length, refused, trouble: answer.trouble };
        return;
      }
      for (const { index, message } of answer.value.refused)
        refused.push({ address: batch[index]?.address ?? '', message });
    }
    this.carrying.value = { state: 'sent', taken: figures.length - refused.length, refused, trouble: null };
  }

  /** Stops after the batch that is on its way; what was not sent can be sent again from the same file. */
  end(): void {
    this.#ended = true;
  }

  async #insist(batch: readonly Figure[], at: { done: number; total: number }) {
    const observations = batch.map(({ observation }) => observation);
    for (;;) {
      const answer = await send<Accepted>('/api/observations', { observations });
      if (this.#ended) return null;
      if (answer.ok || !answer.trouble.away) return answer;
      this.carrying.value = { state: 'sending', ...at, waiting: true };
      await new Promise((resolve) => {
        setTimeout(resolve, retryAfter);
      });
      if (this.#ended) return null;
    }
  }
}
