/** Tells whether something that waits still moves. Times are milliseconds of a clock that never jumps. */
export class Standstill {
  #at = '';
  #since = 0;

  /** @param patienceMs so long what waits may stay at the same place. */
  constructor(private readonly patienceMs: number) {}

  /** Notes how much waits and where it has come to; answers for how many ms it has stood still, once that is too long, else null. */
  look(waiting: number, at: string, now: number): number | null {
    if (waiting === 0 || at !== this.#at) {
      this.#at = at;
      this.#since = now;
      return null;
    }
    const stood = now - this.#since;
    return stood >= this.patienceMs ? stood : null;
  }
}
