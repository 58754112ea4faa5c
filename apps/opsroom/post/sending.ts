import { signal } from '@preact/signals';
import type { Accepted, ObservationStatus, PostedObservation } from '#libs/contracts';
import type { Trouble } from '../data/answer.js';
import { read, send } from '../data/api.js';
import { words } from '../words.js';
import { keepUnsent, unsent } from './unsent.js';

/** How far a figure has come on its way. */
export type Sending =
  | { state: 'idle' }
  | { state: 'sending'; observation: PostedObservation }
  | { state: 'unsent'; observation: PostedObservation }
  | { state: 'waiting'; observation: PostedObservation; slow: boolean }
  | { state: 'answered'; observation: PostedObservation; status: ObservationStatus }
  | { state: 'refused'; observation: PostedObservation; trouble: Trouble };

const pauses = [120, 150, 200, 250, 300, 400, 600, 800, 1000, 1500, 2000, 3000, 5000, 5000];
const retryAfter = 4000;

/** Carries one figure of an indicator to the regulator; tries again under the same id while nobody answers. */
export class Sender {
  readonly sending = signal<Sending>({ state: 'idle' });
  readonly #indicator: string;
  #ended = false;

  constructor(indicator: string) {
    this.#indicator = indicator;
  }

  /** Sends a figure and waits for what the filter says of it. */
  async post(observation: PostedObservation): Promise<void> {
    this.sending.value = { state: 'sending', observation };
    keepUnsent(this.#indicator, observation);
    let answer = await send<Accepted>('/api/observations', observation);
    while (!answer.ok && answer.trouble.away) {
      if (this.#ended) return;
      this.sending.value = { state: 'unsent', observation };
      await rest(retryAfter);
      answer = await send<Accepted>('/api/observations', observation);
    }
    keepUnsent(this.#indicator, null);
    const trouble = answer.ok ? refusalIn(answer.value) : answer.trouble;
    if (trouble) this.sending.value = { state: 'refused', observation, trouble };
    else await this.#awaitAnswer(observation);
  }

  /** Takes up a figure that an earlier visit could not send. */
  resume(): void {
    const left = unsent(this.#indicator);
    if (left) void this.post(left);
  }

  /** Stops trying; what was not sent is kept in the browser. */
  end(): void {
    this.#ended = true;
  }

  async #awaitAnswer(observation: PostedObservation): Promise<void> {
    this.sending.value = { state: 'waiting', observation, slow: false };
    for (const pause of pauses) {
      await rest(pause);
      if (this.#ended) return;
      const answer = await read<ObservationStatus>(`/api/observations/${encodeURIComponent(observation.id ?? '')}`);
      if (!answer.ok || answer.value.state === 'pending') continue;
      const { refusal } = answer.value;
      this.sending.value = refusal
        ? { state: 'refused', observation, trouble: troubleFrom(refusal) }
        : { state: 'answered', observation, status: answer.value };
      return;
    }
    this.sending.value = { state: 'waiting', observation, slow: true };
  }
}

function rest(wait: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, wait);
  });
}

function refusalIn(accepted: Accepted): Trouble | null {
  const [refusal] = accepted.refused;
  return refusal ? troubleFrom(refusal) : null;
}

function troubleFrom(refusal: { code: string; message: string }): Trouble {
  return { away: false, status: 422, code: refusal.code, detail: refusal.message, advice: words.post.refusedAdvice };
}
