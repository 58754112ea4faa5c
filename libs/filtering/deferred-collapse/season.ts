import { zeros } from './numbers.js';
import type { Layer, Season } from './seasons.js';

const { ceil, floor, max, min, sqrt } = Math;

/** What is known of a season: for each bin of each layer its mean, variance (units of S) and visits, layer after layer. */
const [MEAN, VARIANCE, VISITS] = [0, 1, 2];
const binSize = 3;

/** What a season adds to a value: a mean in units of the series, a variance in units of S. */
export interface Seasonal {
  mean: number;
  variance: number;
}

/** No season. */
export const noSeason: Seasonal = { mean: 0, variance: 0 };

/** A season of which nothing is known. */
export function newBins(season: Season): number[] {
  const bins = zeros(season.reduce((sum, layer) => sum + binSize * binsOf(layer), 0));
  let at = 0;
  for (const layer of season) {
    for (const end = at + binSize * binsOf(layer); at < end; at += binSize) bins[at + VARIANCE] = layer.prior;
  }
  return bins;
}

/** What a season adds in a period. */
export function seasonalAt(season: Season, bins: number[], period: number): Seasonal {
  const sum = { mean: 0, variance: 0 };
  let from = 0;
  for (const layer of season) {
    const at = from + binSize * binOf(layer, period);
    sum.mean += bins[at + MEAN]!;
    sum.variance += bins[at + VARIANCE]!;
    from += binSize * binsOf(layer);
  }
  return sum;
}

/** Whether every layer has been in this bin before. */
export function isKnown(season: Season, bins: number[], period: number): boolean {
  let from = 0;
  for (const layer of season) {
    if (bins[from + binSize * binOf(layer, period) + VISITS]! < layer.width) return false;
    from += binSize * binsOf(layer);
  }
  return true;
}

/** An innovation e of variance Q S. */
export interface Innovation {
  e: number;
  Q: number;
  S: number;
}

/** From the third visit on no innovation counts for more sd than this; before, what is far out is taken for the season itself. */
const clippedAt = 4;
const newVisits = 2;

/**
 * The bins of a period take their shares of an innovation, K = R/Q each, as the level does; how the parts hang together is left
 * out. Returns by how much the level must be lifted for a layer that was recentred at the end of its cycle. Changes bins.
 */
export function learnSeason(season: Season, bins: number[], period: number, { e, Q, S }: Innovation): number {
  const most = clippedAt * sqrt(Q * S);
  const clipped = max(-most, min(most, e));
  let lifted = 0;
  let from = 0;
  for (const layer of season) {
    const at = from + binSize * binOf(layer, period);
    const R = bins[at + VARIANCE]!;
    const isNew = bins[at + VISITS]! < newVisits * layer.width;
    bins[at + MEAN]! += (R / Q) * (isNew ? e : clipped);
    bins[at + VARIANCE] = max(layer.least, R - (R / Q) * R);
    bins[at + VISITS]! += 1;
    if (period % layer.cycle === 0) lifted += recentre(bins, from, binsOf(layer));
    from += binSize * binsOf(layer);
  }
  return lifted;
}

function recentre(bins: number[], from: number, count: number): number {
  const visited: number[] = [];
  for (let at = from; at < from + count * binSize; at += binSize) if (bins[at + VISITS]! > 0) visited.push(at);
  const mean = visited.reduce((sum, at) => sum + bins[at + MEAN]!, 0) / visited.length;
  for (const at of visited) bins[at + MEAN]! -= mean;
  return mean;
}

function binsOf({ cycle, width }: Layer): number {
  return ceil(cycle / width);
}

/** Periods are counted from 1. */
function binOf({ cycle, width }: Layer, period: number): number {
  return floor(((period - 1) % cycle) / width);
}
