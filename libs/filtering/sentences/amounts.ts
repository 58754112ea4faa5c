import type { Cadence, Scale } from '#libs/contracts';
import type { Phrases } from './phrases.js';

/** What a series is made of, as far as sentences go; null where it is not known. */
export interface Subject {
  scale: Scale;
  /** The unit of measure as people write it. */
  measure: string | null;
  cadence: Cadence | null;
}

/** The size of a change as people say it: points of a fraction, per cent of the level before, or plainly so many pieces. */
export function amountOf(size: number, levelBefore: number, { scale, measure }: Subject, phrases: Phrases): string {
  if (scale === 'fraction') return phrases.points(rounded(100 * size, phrases));
  const share = Math.abs(size / levelBefore);
  const telling = scale !== 'real' && levelBefore > 0 && share < 10;
  if (telling) return phrases.percent(rounded(100 * share, phrases));
  return measure === null ? rounded(size, phrases) : `${rounded(size, phrases)} ${measure}`;
}

/** An amount for each period: "3 % a day". */
export function rateOf(amount: string, { cadence }: Subject, { each }: Phrases): string {
  if (cadence === null) return `${amount} ${each.figure}`;
  if (typeof cadence === 'string') return `${amount} ${each[cadence]}`;
  return `${amount} ${'minutes' in cadence ? each.minutes(cadence.minutes) : each.shift}`;
}

/** How large something is, in the locale's way of writing; two figures are as much as a sentence can bear. */
export function rounded(number: number, { locale }: Phrases): string {
  const size = Math.abs(number);
  const notation = size !== 0 && (size < 1e-6 || size >= 1e12) ? 'scientific' : 'standard';
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2, notation }).format(size);
}
