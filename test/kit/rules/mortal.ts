import type { Store } from '#libs/regulation';

/** What goes wrong with a regulator: in its n-th transaction from now, before the commit or right after it; it dies of it, or goes on. */
export interface Fault {
  at: number;
  committed: boolean;
  dies: boolean;
}

/** The end of a regulator, or of its connection. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** Lets transactions through one by one, those that wait in an order that is drawn. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** A door for several regulators at once: before each transaction all that can come do come, and the drawn one goes first. */
export function turnstile(order: readonly number[]): Turns {
  const waiting: (() => void)[] = [];
  let busy = false;
  let drawn = 0;
  const next = () => {
    drawn += 1;
    const [go] = waiting.splice((order[drawn % order.length] ?? 0) % Math.max(1, waiting.length), 1);
    busy = go !== undefined;
    go?.();
  };
  return async (work) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (!busy) {
        busy = true;
        setImmediate(next);
      }
    });
    try {
      return await work();
    } finally {
      setImmediate(next);
    }
  };
}

/** The store as one regulator has it, who may die in the midst of a transaction: nothing is asked of it any more after that. */
export function mortal(store: Store, turns: Turns, fault: Fault | null): Store {
  let left = fault?.at ?? Number.POSITIVE_INFINITY;
  let dead = false;
  const living = async <T>(work: () => Promise<T>) => {
    if (dead) throw new Broken('dead');
    return work();
  };
  return {
    transact: (work) =>
      turns(() =>
        living(async () => {
          left -= 1;
          if (left >= 0 || !fault) return store.transact(work);
          left = Number.POSITIVE_INFINITY;
          dead = fault.dies;
          if (fault.committed) await store.transact(work);
          else
            await store.transact(async (tx) => {
              await work(tx);
              throw new Broken('before the commit');
            });
          throw new Broken('after the commit');
        }),
      ),
    dueTimers: (...asked) => living(() => store.dueTimers(...asked)),
    dueSingly: (...asked) => living(() => store.dueSingly(...asked)),
    letRest: (...asked) => living(() => store.letRest(...asked)),
  };
}
