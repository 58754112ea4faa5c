import type { Cadence } from '#libs/contracts';
import { z } from 'zod';
import { calibrated, type Calibrator, newCalibrator } from './calibrator.js';
import type { Heard } from './hear.js';
import { Numbers } from './numbers.js';

/** What the score remembers: the features' tails, the running mean and variance of the series, and where it has peaked. */
export const Ranking = z.object({
  rows: z.number(),
  mean: z.number(),
  variance: z.number(),
  /** The smoothed distance from the running mean, in sd. */
  drift: z.number(),
  calibrators: Numbers,
  /** Rows and heights of those that no later one in the trailing window has passed, one after the other, falling. */
  tops: Numbers,
  /** The heights of the greatest peaks. */
  peaks: Numbers,
});
export type Ranking = z.infer<typeof Ranking>;

/** The four features, with a guess of their 90 % point and mean excess above it, in their own units. */
const features: readonly Calibrator[] = [
  { point: 1.65, excess: 0.5 },
  { point: 1.65, excess: 0.5 },
  { point: 0.3, excess: 0.1 },
  { point: 0.2, excess: 0.3 },
];
const runningMemory = 0.998;
const driftRate = 0.025;
const peaksKept = 20;
const alike = 0.3;
const eachPeak = 0.25;
/** A sum of this height scores one half: four features each exceeded once in 30 rows. */
const half = 6;

export function newRanking(): Ranking {
  return { rows: 0, mean: 0, variance: 0, drift: 0, calibrators: features.flatMap(newCalibrator), tops: [], peaks: [] };
}

/** A ranking that shares nothing with this one. */
export function copiedRanking({ rows, mean, variance, drift, calibrators, tops, peaks }: Ranking): Ranking {
  return { rows, mean, variance, drift, calibrators: calibrators.slice(), tops: tops.slice(), peaks };
}

/**
 * How strange a value is against all that this series has shown, from 0 to 1: for ranking only, alerts come from what is told. Four
 * features, each as −log₁₀ of how rarely it is exceeded: |e| in sd; the distance from the running mean in its sd; that distance
 * smoothed; the odds of a change. 0 unless it is the greatest of the trailing half day (50 to 400 rows); less for what has peaked
 * as high before. Changes the ranking.
 */
export function rank(ranking: Ranking, heard: Heard, odds: number, cadence: Cadence | null): number {
  const { e, expected } = heard;
  const y = expected.mean + e - expected.seasonal.mean;
  if (ranking.rows === 0) Object.assign(ranking, { mean: y, variance: expected.S });
  const sd = Math.sqrt(ranking.variance) || 1;
  const away = Math.max(-20, Math.min(20, (y - ranking.mean) / sd));
  ranking.drift += driftRate * (away - ranking.drift);
  const found = [
    Math.abs(e) / Math.sqrt(expected.Q * expected.S),
    Math.abs(away),
    Math.abs(ranking.drift),
    Math.max(0, odds / Math.LN10 + 2),
  ];
  const height = found.reduce((sum, feature, i) => sum + calibrated(ranking.calibrators, i, Math.min(feature, 1e6)), 0);
  ranking.rows += 1;
  const rate = Math.max(1 - runningMemory, 1 / (ranking.rows + 10));
  ranking.variance += rate * (Math.min((y - ranking.mean) ** 2, 100 * ranking.variance) - ranking.variance);
  ranking.mean += rate * away * sd;
  return isTop(ranking, height, windowOf(cadence)) ? scored(ranking, height) : 0;
}

/** Half a day of rows, within reason. */
function windowOf(cadence: Cadence | null): number {
  const minutes = cadence && typeof cadence === 'object' && 'minutes' in cadence ? cadence.minutes : 60;
  return cadence === null ? 100 : Math.min(400, Math.max(50, 720 / minutes));
}

/** Whether nothing in the window was as high; keeps those that may yet be the highest of a window to come. */
function isTop(ranking: Ranking, height: number, window: number): boolean {
  const { rows, tops } = ranking;
  while (tops.length > 0 && tops[0]! <= rows - window) tops.splice(0, 2);
  const highest = tops[1] ?? 0;
  while (tops.length > 0 && tops.at(-1)! <= height) tops.length -= 2;
  tops.push(rows, height);
  return height > highest;
}

function scored(ranking: Ranking, height: number): number {
  const before = ranking.peaks.filter((peak) => peak >= height - alike).length;
  const x = height / (1 + eachPeak * before);
  ranking.peaks = [...ranking.peaks, height].toSorted((a, b) => b - a).slice(0, peaksKept);
  return x / (x + half);
}
