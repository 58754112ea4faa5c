/** Where the filter believes the level to be: mean and sd, in units of the indicator. */
export interface LevelBelief {
  mean: number;
  sd: number;
}

/**
 * Rule 8: the indicator has recovered when the level lies within one sd of a figure around the level before the onset with
 * probability above .8, after each of the last two periods; for a series that comes and goes after each of the last `periods`.
 * `sd` is that of one figure when the alert opened.
 */
export function hasRecovered(levelBefore: number, sd: number, last: readonly LevelBelief[], periods = 2): boolean {
  return last.length === periods && last.every((level) => within(level, levelBefore, sd) > 0.8);
}

function within(level: LevelBelief, centre: number, reach: number): number {
  if (level.sd <= 0) return Math.abs(level.mean - centre) <= reach ? 1 : 0;
  return normal((centre + reach - level.mean) / level.sd) - normal((centre - reach - level.mean) / level.sd);
}

/** The standard normal distribution function; Abramowitz & Stegun 26.2.17, error below 7.5e-8. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  return z >= 0 ? 1 - tail : tail;
}
