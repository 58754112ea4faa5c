/** Differences below this, or below 1e-12 of the value, are the rounding of machines and count as none. */
const leastDifference = 1e-30;

/** The smallest difference between neighbouring values so far (null: all have been equal), after one more pair. */
export function smallestDifference(sofar: number | null, before: number | null, value: number): number | null {
  if (before === null) return sofar;
  const difference = Math.abs(value - before);
  if (difference <= Math.max(leastDifference, 1e-12 * Math.abs(value))) return sofar;
  return sofar === null ? difference : Math.min(sofar, difference);
}

/** The least scale S that values measured in steps of `unit` can have: the variance that the rounding alone brings, unit²/12. */
export function leastScale(unit: number): number {
  return (unit * unit) / 12;
}

/** While all values are equal nothing is known about their spread; a hundredth of the value (or .01 at zero) is shown for it. */
export function flatScale(value: number): number {
  return Math.max(0.01 * Math.abs(value), value === 0 ? 0.01 : leastDifference) ** 2;
}
