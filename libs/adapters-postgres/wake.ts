/** Lets loops sleep until there is something to do: a call wakes all sleepers, and one that comes while nobody sleeps is kept. */
export class Wake {
  readonly #sleepers = new Set<() => void>();
  #calls = 0;

  call(): void {
    this.#calls += 1;
    for (const wake of this.#sleepers) wake();
  }

  /** After the caller's transaction has had time to commit: a turn where the database is in this process, else some milliseconds. */
  callLater(ms: number): void {
    if (ms === 0) setImmediate(() => this.call()).unref();
    else setTimeout(() => this.call(), ms).unref();
  }

  /** How often it was called: hand it to `sleep` to notice a call in between. */
  get calls(): number {
    return this.#calls;
  }

  /** Resolves at the next call, at once if there was one since `seen`, or after `ms`. */
  sleep(seen: number, ms: number): Promise<void> {
    if (this.#calls !== seen) return Promise.resolve();
    return new Promise((done) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        done();
      };
      const timer = setTimeout(wake, ms);
      this.#sleepers.add(wake);
    });
  }
}
