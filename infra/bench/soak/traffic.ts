import { indicatorOf, observationOf, type Works } from '../loop/works.js';

/** What is to be posted: the observation, and whether it is late or a correction. */
export interface Figure {
  body: { id: string; indicator: string; value: number };
  kind: 'ordinary' | 'late' | 'correction';
  /** (indicator, period) under a number, for the journal. */
  place: number;
}

/** Of a hundred figures: two never come, four come late, and four that came are corrected. */
const silent = 2;
const late = 6;
const corrected = 10;

/** Figures without end, period after period, team by team, as a federation posts them: with silences, late ones and corrections. */
export class Traffic {
  #number = 0;
  #drawn = 0;
  readonly #waiting: { from: number; figure: Figure }[] = [];
  readonly counts = { ordinary: 0, late: 0, correction: 0, silent: 0 };
  readonly #order: readonly number[];

  constructor(private readonly works: Works) {
    const all = Array.from({ length: works.indicators }, (_, n) => n);
    this.#order = all.toSorted((a, b) => (indicatorOf(a) < indicatorOf(b) ? -1 : 1));
  }

  /** How many periods have been gone through. */
  periods(): number {
    return Math.floor(this.#number / this.works.indicators);
  }

  /** The next so many, at the time `now` in seconds since the beginning; what was held back comes when its time has come. */
  next(count: number, now: number): Figure[] {
    const figures: Figure[] = [];
    while (figures.length < count) {
      const [first] = this.#waiting;
      const figure = first && first.from <= now ? this.#waiting.shift()?.figure : this.#ordinary(now);
      if (figure) figures.push(figure);
    }
    for (const { kind } of figures) this.counts[kind] += 1;
    return figures;
  }

  #ordinary(now: number): Figure | undefined {
    const [n, period] = [this.#order[this.#number % this.works.indicators] ?? 0, this.periods()];
    const place = this.#number;
    this.#number += 1;
    this.#drawn = (Math.imul(this.#drawn, 1_664_525) + 1_013_904_223) >>> 0;
    const lot = (this.#drawn >>> 8) % 100;
    const figure: Figure = { body: observationOf(this.works, n, period), kind: 'ordinary', place };
    if (lot < silent) {
      this.counts.silent += 1;
      return undefined;
    }
    if (lot < late) {
      this.#hold(now + 3 + (lot - silent) * 19, { ...figure, kind: 'late' });
      return undefined;
    }
    if (lot < corrected) {
      const body = { ...figure.body, id: `${figure.body.id}/2`, value: figure.body.value + 1 };
      this.#hold(now + 20 + lot, { body, kind: 'correction', place });
    }
    return figure;
  }

  #hold(from: number, figure: Figure): void {
    const at = this.#waiting.findIndex((other) => other.from > from);
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, { from, figure });
  }
}
