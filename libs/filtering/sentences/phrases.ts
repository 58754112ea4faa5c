import type { Cadence, DeviationKind, DeviationStatus } from '#libs/contracts';

/**
 * What a sentence may speak of. `onset` is the first period as it stands in a sentence ("Monday 2 March", "el lunes 2 de
 * marzo"), `amount` and `sd` are written out ("18 %", "340 pieces"), `rate` is the amount for one period ("3 % a day").
 */
export interface Facts {
  direction: 'up' | 'down';
  onset: string;
  since: Since;
  amount: string;
  rate: string;
  sd: string;
  /** Whether a change of this size shows in its first figure already. */
  plain: boolean;
}

/** The periods with figures after the onset, up to the one that speaks, as they stand in a sentence; `many` is not told one by one. */
export type Since = readonly string[] | 'many';

type Phrase = (facts: Facts) => string;
type Length = Extract<Cadence, string> | 'shift' | 'figure';

/** All that it takes to tell of a deviation in one language: a phrase for each status and kind, and how sizes are written. */
export interface Phrases {
  told: Record<DeviationStatus, Record<DeviationKind, Phrase>>;
  /** Whose way of writing numbers is followed. */
  locale: string;
  percent: (number: string) => string;
  points: (number: string) => string;
  /** How "for each period" follows an amount; `figure` where the cadence is not known. */
  each: Record<Length, string> & { minutes: (count: number) => string };
}

/** A sentence begins with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words in a row: "a, b and c". */
export function listed(words: readonly string[], and: string): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${and} ${last}` : last;
}
