import { setTimeout as pause } from 'node:timers/promises';
import { unitsAt } from '../../../test/kit/open-alerts.js';

/** How long inboxes of one level took, in milliseconds, and how many alerts an answer held at most. */
export interface Inbox {
  level: string;
  requests: number;
  alerts: number;
  p50: number;
  p95: number;
  max: number;
}

/** Milliseconds between two questions, so that they say how long people wait and are no load of their own. */
const everyMs = 100;

/** Asks for inboxes of all levels in turn, of one regulator and the other, until it is stopped. */
export class Inboxes {
  readonly #waits = new Map<string, { waits: number[]; alerts: number }>();
  #goesOn = true;
  #asking: Promise<void> = Promise.resolve();

  constructor(
    private readonly addresses: readonly string[],
    private readonly units: number,
  ) {}

  start(): this {
    this.#asking = this.#ask();
    return this;
  }

  async stop(): Promise<Inbox[]> {
    this.#goesOn = false;
    await this.#asking;
    return [...this.#waits].map(([level, { waits, alerts }]) => {
      const sorted = waits.toSorted((a, b) => a - b);
      const at = (share: number) =>
        Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1));
      return { level, requests: sorted.length, alerts, p50: at(0.5), p95: at(0.95), max: at(1) };
    });
  }

  async #ask(): Promise<void> {
    let n = 0;
    while (this.#goesOn) {
      const begun = performance.now();
      for (const [level, unit] of Object.entries(unitsAt(this.units, n))) await this.#one(n, level, unit);
      n += 1;
      await pause(Math.max(0, 4 * everyMs - (performance.now() - begun)));
    }
  }

  async #one(n: number, level: string, unit: string): Promise<void> {
    const begun = performance.now();
    const answer = await fetch(`${this.addresses[n % this.addresses.length]}/api/alerts`, {
      headers: { 'Synco-As': `bench@${unit}` },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The inbox of ${unit}: ${answer.status} ${text.slice(0, 500)}`);
    const known = this.#waits.get(level) ?? { waits: [], alerts: 0 };
    known.waits.push(performance.now() - begun);
    known.alerts = Math.max(known.alerts, text.split('"openedAt"').length - 1);
    this.#waits.set(level, known);
  }
}
