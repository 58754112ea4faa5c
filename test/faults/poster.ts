import { Accepted } from '#libs/contracts';
import { sleep, until } from '../kit/bus-reader.js';
import type { Chance } from '../kit/chance.js';
import type { Journal } from './journal.js';
import { type Figured, pastDay } from './works.js';

const answerMs = 12_000;

/** Where figures can be posted now, and what is noted of it. */
export interface Counter {
  journal: Journal;
  chance: Chance;
  /** Addresses of the regulators; some of them may be down. */
  addresses: () => readonly string[];
  /** Whether nobody may post for the moment, and how many posts are under way. */
  gate: { closed: boolean; inside: number };
}

/** Lets nobody post any more, and waits until nobody does. */
export async function closeGate({ gate }: Counter): Promise<void> {
  gate.closed = true;
  await until('nobody posts', () => gate.inside === 0, 60_000);
}

/** Posts a batch once to one of the regulators; whether it was acknowledged. */
async function postOnce({ journal, chance, addresses, gate }: Counter, figures: readonly Figured[]): Promise<boolean> {
  while (gate.closed) await sleep(50);
  journal.send(figures);
  gate.inside += 1;
  try {
    const answer = await fetch(`${chance.oneOf(addresses())}/api/observations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ observations: figures }),
      signal: AbortSignal.timeout(answerMs),
    });
    if (answer.status !== 202) return false;
    journal.answered(figures, Accepted.parse(await answer.json()).ids);
    return true;
  } catch {
    return false;
  } finally {
    gate.inside -= 1;
  }
}

/** Posts the same batch again and again until it is acknowledged. */
export async function insist(counter: Counter, figures: readonly Figured[], withinMs = 1_200_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await postOnce(counter, figures))) {
    if (performance.now() > end) throw new Error(`Nobody took ${figures[0]?.id} within ${withinMs / 1000} s`);
    await sleep(counter.chance.between(50, 300));
  }
}

/** Somebody who posts for some teams: mostly the next day, now and then one that was left out, a correction, or the same again. */
export class Poster {
  #ended = false;
  #last: Figured[] = [];
  readonly #next = new Map<string, number>();
  readonly #leftOut: { indicator: string; day: number }[] = [];
  #corrections = 0;

  constructor(
    private readonly counter: Counter,
    private readonly teams: readonly string[],
    private readonly pauseMs: number,
  ) {}

  /** Posts until end() is called; gives up a tenth of what was not acknowledged at once, and insists on the rest. */
  async run(): Promise<void> {
    const { chance } = this.counter;
    while (!this.#ended) {
      const batch = chance.happens(0.05) && this.#last.length > 0 ? this.#last : this.#batch();
      if (!(await postOnce(this.counter, batch)) && !chance.happens(0.1)) await insist(this.counter, batch);
      this.#last = batch;
      if (chance.happens(0.02)) await this.#postWhatIsRefused(batch);
      await sleep(this.pauseMs);
    }
  }

  end(): void {
    this.#ended = true;
  }

  #batch(): Figured[] {
    return Array.from({ length: 10 }, () => this.#figure(this.counter.chance.oneOf(this.teams)));
  }

  #figure(indicator: string): Figured {
    const { chance } = this.counter;
    const next = this.#next.get(indicator) ?? 0;
    const late = chance.happens(0.05) ? this.#leftOut.pop() : undefined;
    if (late !== undefined) return figureOf(late.indicator, late.day, chance);
    if (next > 0 && chance.happens(0.05)) {
      this.#corrections += 1;
      const corrected = figureOf(indicator, Math.max(0, next - 1 - chance.below(60)), chance);
      return { ...corrected, id: `${corrected.id}/corrected-${this.#corrections}` };
    }
    const skips = chance.happens(0.05);
    if (skips) this.#leftOut.push({ indicator, day: next });
    this.#next.set(indicator, next + (skips ? 2 : 1));
    return figureOf(indicator, next + (skips ? 1 : 0), chance);
  }

  /** An indicator that nobody has, and an id that belongs to another figure: the first is refused at the door, the other behind it. */
  async #postWhatIsRefused([first]: readonly Figured[]): Promise<void> {
    if (first === undefined) return;
    await postOnce(this.counter, [{ ...first, id: `${first.id}/nowhere`, indicator: 'nowhere.output' }]);
    if (this.counter.journal.entries.get(first.id)?.state === 'acknowledged')
      await postOnce(this.counter, [{ ...first, value: first.value + 1 }]);
  }
}

function figureOf(indicator: string, day: number, chance: Chance): Figured {
  const period = pastDay(day);
  return { id: `${indicator}/${period}`, indicator, period, value: 90 + chance.below(20) };
}
