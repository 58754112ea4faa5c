import { zeros } from './numbers.js';
import type { FilterSettings, Level } from '../filter.js';
import { unknownSd } from '../filter.js';
import { median, robustSd } from '../robust.js';
import { onLine, type Transform, transformFor } from './transform.js';
import { flatScale, leastScale, smallestDifference } from '../unit.js';
import { firstFreedom, newBank } from './bank.js';
import { begin } from './belief.js';
import { beliefSize } from './belief.js';
import { certain } from './mixture.js';
import { noises } from './noise.js';
import { newRanking } from './ranking.js';
import { newBins } from './season.js';
import { seasonsOf } from './seasons.js';
import type { Engine, FilterState, Held } from './state.js';
import { newTails } from './tails.js';

/** So many values are held before the filter begins; nothing is told in them. */
export const heldValues = 10;

/** The state before the first row. */
export function start(settings: FilterSettings): FilterState {
  const { cadence, scale, sensitivity, phase = 0 } = settings;
  return {
    settings: { cadence, scale, sensitivity, phase },
    period: 0,
    gap: 0,
    last: null,
    unit: null,
    held: [],
    engine: null,
  };
}

/** The least scale of values on the line: that of rounding to steps of `unit`, or while all are equal a hundredth of the value. */
export function leastScaleOf({ unit, last }: FilterState): number {
  return unit === null ? flatScale(last ?? 0) : leastScale(unit);
}

/** What is believed of the level while values are held, in units of the series; null before the first. */
export function levelWhileHeld({ held }: FilterState): Level | null {
  if (held.length === 0) return null;
  const values = held.map(({ value }) => value);
  const mean = median(values);
  if (held.length === 1) return { mean, sd: unknownSd };
  const unit = unitOf(values);
  return {
    mean,
    sd:
      unit === null
        ? 100 * Math.sqrt(flatScale(mean))
        : 3 * Math.sqrt(Math.max(robustSd(values) ** 2, leastScale(unit))),
  };
}

function unitOf(values: readonly number[]): number | null {
  return values.reduce<number | null>((unit, value, i) => smallestDifference(unit, values[i - 1] ?? null, value), null);
}

/**
 * The filter before the first of the held values: its level is the median of the first five, its scale a robust one of all; both
 * on the line.
 */
export function begun(held: readonly Held[], settings: FilterSettings): { engine: Engine; unit: number | null } {
  const transform = transformFor(
    settings.scale,
    held.map(({ value }) => value),
  );
  const values = held.map(({ value, of }) => onLine(at(transform, of), value));
  const level = median(values.slice(0, 5));
  const unit = unitOf(values);
  const S = Math.max(robustSd(values) ** 2, unit === null ? flatScale(level) : leastScale(unit));
  const noise = 0;
  const base = zeros(beliefSize);
  const white = noises[noise];
  if (white) begin(base, 0, { level, variance: 1, noise: white });
  const engine: Engine = {
    transform,
    mixture: certain(base),
    variants: [[], ...seasonsOf(settings.cadence)].map((season, i) => ({
      bins: newBins(season),
      bank: newBank(level, S),
      advantage: i === 0 ? 0 : -2,
    })),
    variant: 0,
    noise,
    tails: newTails(S),
    tail: 0,
    n: firstFreedom,
    d: firstFreedom * S,
    evidence: 0,
    values: 0,
    reach: 2.6,
    restless: 0,
    named: 0,
    oddity: null,
    change: null,
    settled: null,
    ranking: newRanking(),
  };
  return { engine, unit };
}

/** The transform for a figure that tells of how many it is a fraction. */
export function at(transform: Transform, of: number | null): Transform {
  return of === null ? transform : { ...transform, of };
}
