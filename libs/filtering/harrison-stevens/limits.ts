import type { Scale } from '#libs/contracts';

const limits: Record<Scale, { least: number; most: number }> = {
  real: { least: -Infinity, most: Infinity },
  positive: { least: 0, most: Infinity },
  count: { least: 0, most: Infinity },
  fraction: { least: 0, most: 1 },
};

/** The nearest number that a figure of this scale can take: 0 or more, or from 0 to 1. */
export function withinLimits(scale: Scale, mean: number): number {
  const { least, most } = limits[scale];
  return Math.min(most, Math.max(least, mean));
}
