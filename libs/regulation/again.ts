import { Conflict } from './store.js';

/** Does a piece of work, and does it again where another writer was first; five times at most, then the `Conflict` is thrown on. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === 5) throw error;
    }
  }
}
