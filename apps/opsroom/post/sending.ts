import { signal } from '@preact/signals';
import type { Accepted, Indicator, ObservationStatus, PostedObservation } from '#libs/contracts';
import { type Trouble, troubleFrom } from '../data/answer.js';
import { read } from '../data/api.js';
import { formatNumber } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import type { Form } from '../kept/form.js';
import { sendOrKeep, whenSent } from '../kept/kept.js';
import { words } from '../words.js';
import { newId } from './new-id.js';

/** How far a figure has come on its way. */
export type Sending =
  | { state: 'idle' }
  | { state: 'sending'; observation: PostedObservation }
  | { state: 'unsent'; observation: PostedObservation }
  | { state: 'waiting'; observation: PostedObservation; slow: boolean }
  | { state: 'answered'; observation: PostedObservation; status: ObservationStatus }
  | { state: 'refused'; observation: PostedObservation; trouble: Trouble };

const pauses = [120, 150, 200, 250, 300, 400, 600, 800, 1000, 1500, 2000, 3000, 5000, 5000];

/** Carries one figure of an indicator to the regulator; without network it is kept, and its answer shown as soon as there is one. */
export class Sender {
  readonly sending = signal<Sending>({ state: 'idle' });
  readonly #indicator: Indicator;
  #ended = false;
  #unhear: () => void = () => undefined;

  constructor(indicator: Indicator) {
    this.#indicator = indicator;
  }

  /** Sends a figure and waits for what the filter says of it. */
  async post(observation: PostedObservation): Promise<void> {
    this.sending.value = { state: 'sending', observation };
    const form = formOf(observation, this.#indicator);
    const sent = await sendOrKeep<Accepted>(form);
    if (sent.kind === 'refused') this.sending.value = { state: 'refused', observation, trouble: sent.trouble };
    else if (sent.kind === 'taken') await this.#awaitAnswer(observation);
    else {
      this.sending.value = { state: 'unsent', observation };
      this.#unhear();
      this.#unhear = whenSent(form.id, (answer) => {
        if (answer.ok) void this.#awaitAnswer(observation);
        else this.sending.value = { state: 'refused', observation, trouble: answer.trouble };
      });
    }
  }

  /** Shows nothing any more; what was not sent is kept in the browser, and sent. */
  end(): void {
    this.#ended = true;
    this.#unhear();
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

function formOf(observation: PostedObservation, { name, measure }: Indicator): Form {
  const value = `${formatNumber(observation.value)} ${measure}`;
  const label = words.kept.figure(name, periodLabel(observation.period ?? ''), value);
  return { id: observation.id ?? newId(), method: 'POST', path: '/api/observations', body: observation, label };
}

function rest(wait: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, wait);
  });
}
