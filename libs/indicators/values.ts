import type { DatedValue, Good, Indices, Scale } from '#libs/contracts';

/** The capability or potentiality that holds at a local start: the newest from that date or before; null before the first. */
export function valueAt(values: readonly DatedValue[], starts: string): number | null {
  const date = starts.slice(0, 10);
  let newest: DatedValue | null = null;
  for (const dated of values) {
    if (dated.from <= date && (newest === null || dated.from > newest.from)) newest = dated;
  }
  return newest?.value ?? null;
}

/**
 * Beer's indices of actuality a, capability c, potentiality p (each in the indicator's unit, or null): productivity a/c,
 * latency c/p, performance a/p; turned over where less is good, so that 1 is best. Null where a part is missing, is below
 * 0, or would be divided by and is 0. Near a target all are null: the indices measure how much of what is possible is
 * done, and a quantity that can be missed on both sides has no such most.
 */
export function indicesOf(good: Good, a: number | null, c: number | null, p: number | null): Indices {
  if (typeof good === 'object') return { productivity: null, latency: null, performance: null };
  const share = good === 'more' ? over : (part: number | null, whole: number | null) => over(whole, part);
  return { productivity: share(a, c), latency: share(c, p), performance: share(a, p) };
}

/** What is wrong with a value on its scale, as a sentence, or null if nothing is. */
export function checkValue(scale: Scale, value: number): string | null {
  if (!Number.isFinite(value)) return 'The value is not a finite number.';
  return misfit[scale](value);
}

/** Whether a change of level is for the worse or the better; near a target only coming closer to it is for the better. */
export function isGood(good: Good, direction: 'up' | 'down', before: number, after: number): 'pain' | 'pleasure' {
  if (typeof good === 'object') {
    return Math.abs(after - good.near) < Math.abs(before - good.near) ? 'pleasure' : 'pain';
  }
  return (good === 'more') === (direction === 'up') ? 'pleasure' : 'pain';
}

function over(part: number | null, whole: number | null): number | null {
  return part !== null && whole !== null && part >= 0 && whole > 0 ? part / whole : null;
}

const misfit: Readonly<Record<Scale, (value: number) => string | null>> = {
  real: () => null,
  positive: (value) => (value >= 0 ? null : `${value} is below 0.`),
  count: (value) => (value >= 0 && Number.isSafeInteger(value) ? null : `${value} is not a whole number from 0.`),
  fraction: (value) => (value >= 0 && value <= 1 ? null : `${value} is not between 0 and 1.`),
};
