import { SyncoError } from '#libs/contracts';
import { type Mandated, rolesIn } from '#libs/organisation';
import { type Asking, sourceOf, type Who } from './asking.js';

/** More than anybody has pages and machines that listen. */
const mostAtOnce = 50;

/** How many listen for one account or one node at a time; where nobody is checked, nobody is counted. */
export class Seats {
  readonly #taken = new Map<string, number>();

  /** Takes one; answers how to give it back, once. Throws `too-many-streams` where all are taken. */
  take(who: Who): () => void {
    if (who.kind !== 'person' && who.kind !== 'node') return () => undefined;
    const from = sourceOf(who, '');
    const taken = this.#taken.get(from) ?? 0;
    if (taken >= mostAtOnce) throw new SyncoError('too-many-streams', `${mostAtOnce} streams are open already.`);
    this.#taken.set(from, taken + 1);
    return () => {
      const left = (this.#taken.get(from) ?? 1) - 1;
      if (left > 0) this.#taken.set(from, left);
      else this.#taken.delete(from);
    };
  }
}

/** The right to go on listening: a session that is still open, with a mandate that still holds; a token that was not revoked. */
export interface Seat {
  /** Whether it holds now, as far as the last look showed. */
  holds(): boolean;
  /** Looks again. */
  look(): Promise<void>;
}

/** The seat of whoever has opened a stream; where nobody is checked it always holds. */
export function seatOf({ who, again }: Asking, { unit }: Mandated, now: () => string): Seat {
  let current = who;
  return {
    holds: () => {
      if (current.kind === 'person') return rolesIn(current.mandates, unit, now()).length > 0;
      return current.kind !== 'nobody';
    },
    look: async () => {
      current = await again();
    },
  };
}
