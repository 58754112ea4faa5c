import { signal } from '@preact/signals';
import type { Accepted, ImportView } from '#libs/contracts';
import type { Figure } from '#libs/importing';
import type { Answer, Trouble } from '../data/answer.js';
import { send } from '../data/api.js';
import { newId } from '../post/new-id.js';
import { whyNot } from '../words.js';

/** A figure that was not taken, at its cell. */
interface NotTaken {
  address: string;
  message: string;
}

/** How far the figures of a file have come; `id` names the import, null where the regulator never heard of it. */
export type Carrying =
  | { state: 'ready' }
  | { state: 'sending'; done: number; total: number; waiting: boolean }
  | { state: 'sent'; id: string | null; taken: number; refused: readonly NotTaken[]; trouble: Trouble | null };

const batchSize = 500;
const retryAfter = 4000;

/** Carries the figures of a file to the regulator, batch by batch, each again under the same ids while nobody answers. */
export class Carrier {
  readonly carrying = signal<Carrying>({ state: 'ready' });
  readonly #id = newId();
  #ended = false;

  /** Sends the figures of a file of that name, of which so many cells were left out. */
  async send(name: string, figures: readonly Figure[], leftOut: number): Promise<void> {
    const { byIndicator } = await import('#libs/importing');
    const ordered = byIndicator(figures);
    const at = { done: 0, total: ordered.length };
    const said = { id: this.#id, name };
    const announced = await this.#insist(() => send<ImportView>('/api/imports', said), at);
    if (announced === null) return;
    if (!announced.ok) {
      this.carrying.value = { state: 'sent', id: null, taken: 0, refused: [], trouble: announced.trouble };
      return;
    }
    const sent = await this.#sendAll(ordered);
    if (sent === null) return;
    const counts = { sent: sent.taken, refused: leftOut + sent.refused.length };
    if (sent.trouble === null) await this.#insist(() => send<ImportView>('/api/imports', { ...said, ...counts }), at);
    if (!this.#ended) this.carrying.value = { state: 'sent', id: this.#id, ...sent };
  }

  /** Stops after the batch that is on its way; what was not sent can be sent again from the same file. */
  end(): void {
    this.#ended = true;
  }

  async #sendAll(figures: readonly Figure[]) {
    const refused: NotTaken[] = [];
    for (let done = 0; done < figures.length; done += batchSize) {
      const batch = figures.slice(done, done + batchSize);
      const body = { import: this.#id, observations: batch.map(({ observation }) => observation) };
      const answer = await this.#insist(() => send<Accepted>('/api/observations', body), {
        done,
        total: figures.length,
      });
      if (answer === null) return null;
      if (!answer.ok) return { taken: done - refused.length, refused, trouble: answer.trouble };
      for (const { index, ...why } of answer.value.refused)
        refused.push({ address: batch[index]?.address ?? '', message: whyNot(why) });
    }
    return { taken: figures.length - refused.length, refused, trouble: null };
  }

  async #insist<T>(sending: () => Promise<Answer<T>>, at: { done: number; total: number }): Promise<Answer<T> | null> {
    this.carrying.value = { state: 'sending', ...at, waiting: false };
    for (;;) {
      const answer = await sending();
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
