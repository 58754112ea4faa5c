import { samplingVariance } from './transform.js';
import { MU, spread, U } from './belief.js';
import { noiseOf, type Running, scaleOf, seasonalOf } from './engine.js';
import { pooled } from './mixture.js';
import { ownVariance } from './noise.js';
import type { Seasonal } from './season.js';
import { leastScaleOf } from './start.js';
import { excess } from './tails.js';

/** What is expected of a value in the state's period, on the line: mean, sd, and what they are made of. */
export interface Expectation {
  mean: number;
  sd: number;
  S: number;
  /** The variance of the value in units of S, and the part of it that is its own. */
  Q: number;
  own: number;
  seasonal: Seasonal;
  pool: number[];
}

/** Expects a value of this coverage in the state's period; the mixture has been carried there. */
export function expectation(state: Running, weight: number): Expectation {
  const { engine } = state;
  const S = scaleOf(engine, leastScaleOf(state));
  const seasonal = seasonalOf(state, engine.variant);
  const pool = pooled(engine.mixture, S);
  const mean = pool[MU]! + pool[U]! + seasonal.mean;
  const noise = ownVariance(noiseOf(engine), weight);
  const own = Math.max(noise, samplingVariance(engine.transform, mean) / S) + seasonal.variance;
  const Q = spread(pool, 0) + own;
  return { mean, sd: Math.sqrt(S * (Q + own * (excess(engine.tail) - 1))), S, Q, own, seasonal, pool };
}
