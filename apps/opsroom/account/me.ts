import { signal } from '@preact/signals';
import type { Me } from '#libs/contracts';

/** Who is signed in, as the regulator last said; null before it has answered. */
export const me = signal<Me | null>(null);

/** The unit for which a mandate has ended while the page was open; null where none has, or it was read. */
export const endedFor = signal<string | null>(null);

/** Takes note that nobody is signed in any more, so that the page asks for it and stays where it is. */
export function signedOut(): void {
  const known = me.value;
  if (known?.person) me.value = { ...known, person: null, mandates: [] };
}

/** Takes note that this browser's session is another person's by now: nothing is known any more of who is here. */
export function signedInOtherwise(): void {
  me.value = null;
}
