import type { Scale } from '#libs/contracts';
import { median } from '../robust.js';

/**
 * The way from figures to a line on which noise is about alike everywhere, and back: 2√(y + 3/8) for counts (Anscombe 1948), the
 * logit of (k + ½)/(n + 1) for fractions, ln(1 + y/c) for positive figures, which are often skewed; others stay as they are.
 */
export interface Transform {
  scale: Scale;
  /** c of positive figures, in units of the series; the n of fractions k / n. */
  c: number;
  of: number;
}

/** A fraction of which is not known of how many counts as one of so many. */
const unknownOf = 1000;
const farthest = 690;
const leastOffset = 1e-30;

/** The transform of a series that begins with these values: for positive ones c is half their median. */
export function transformFor(scale: Scale, values: readonly number[]): Transform {
  const positive = values.filter((value) => value > 0);
  const c = positive.length > 0 ? Math.max(leastOffset, median(positive) / 2) : 1;
  return { scale, c: scale === 'positive' ? c : 1, of: unknownOf };
}

/** A figure on the line. */
export function onLine({ scale, c, of }: Transform, value: number): number {
  if (scale === 'count') return 2 * Math.sqrt(Math.max(0, value) + 0.375);
  if (scale === 'positive') return Math.log1p(Math.max(0, value) / c);
  if (scale === 'real') return value;
  const p = (Math.min(1, Math.max(0, value)) * of + 0.5) / (of + 1);
  return Math.log(p / (1 - p));
}

/** The figure at a place on the line, within the limits of its scale. */
export function offLine({ scale, c, of }: Transform, x: number): number {
  if (scale === 'count') return Math.max(0, (Math.max(0, x) / 2) ** 2 - 0.375);
  if (scale === 'positive') return c * Math.expm1(Math.min(farthest, Math.max(0, x)));
  if (scale === 'real') return x;
  const p = 1 / (1 + Math.exp(-Math.min(farthest, Math.max(-farthest, x))));
  return Math.min(1, Math.max(0, (p * (of + 1) - 0.5) / of));
}

/** Mean and sd in units of the figure of what has them on the line: its median, and half the way from one sd below to one above. */
export function figureOf(
  transform: Transform,
  { mean, sd }: { mean: number; sd: number },
): { mean: number; sd: number } {
  if (transform.scale === 'real') return { mean, sd };
  const half = (offLine(transform, mean + sd) - offLine(transform, mean - sd)) / 2;
  return { mean: offLine(transform, mean), sd: Math.max(half, Number.MIN_VALUE) };
}

/** The least variance that sampling alone gives a fraction at this place on the line; 0 for other scales, and where n is not known. */
export function samplingVariance({ scale, of }: Transform, x: number): number {
  if (scale !== 'fraction' || of === unknownOf) return 0;
  const p = 1 / (1 + Math.exp(-x));
  return 1 / (of * Math.max(p * (1 - p), 1 / (4 * of)));
}
