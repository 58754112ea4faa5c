import { type Mandated, rolesIn } from '#libs/organisation';
import type { Asking } from './asking.js';

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
