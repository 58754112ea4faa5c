/** The median of at least one number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 ? upper : upper / 2 + (sorted[half - 1] ?? upper) / 2;
}

/**
 * The sd of a few values around a level that may drift: the smaller of median |difference| / .954 and MAD / .6745, both of
 * which a single outlier leaves alone; but at least three tenths of what the mean |difference| makes it, as most values may be
 * equal. 0 where all are, or where there is only one.
 */
export function robustSd(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = median(values);
  const differences = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  const typical = Math.min(
    median(differences) / 0.954,
    median(values.map((value) => Math.abs(value - centre))) / 0.6745,
  );
  const mean = differences.reduce((sum, difference) => sum + difference / differences.length, 0);
  return Math.max(typical, (0.3 * mean) / 1.128);
}
