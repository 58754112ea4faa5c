/** Chance that can be repeated: the same seed gives the same numbers (Mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Whether something that happens so often happens now. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** A number between two bounds. */
  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** One of several; there must be some. */
  oneOf<T>(several: readonly T[]): T {
    const [first] = several;
    if (first === undefined) throw new Error('There is nothing to choose from.');
    return several[this.below(several.length)] ?? first;
  }
}
