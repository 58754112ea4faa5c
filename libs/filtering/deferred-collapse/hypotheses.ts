import { beliefSize, C_BB, C_BU, C_MB, C_MM, C_MU, C_UU, MU, BETA, U } from './belief.js';

/**
 * A hypothesis is a belief with a weight w, a kind, the period of its birth, and the level and slope that would have been without
 * the change. Their numbers lie one after the other; the first is the base, which knows of no change.
 */
export const W = beliefSize;
export const KIND = W + 1;
export const BORN = W + 2;
export const MU0 = W + 3;
export const BETA0 = W + 4;
/** The greatest weight that a birth pooled into this one has had. */
export const PEAK = W + 5;
export const size = W + 6;

export const BASE = 0;
export const STEP = 1;
export const SLOPE = 2;
export type Change = typeof STEP | typeof SLOPE;

/** Pools the hypothesis at `at` of y into the one at `to`: weights add up, mean and covariance become those of the two as of one. */
export function mergeFrom(y: readonly number[], at: number, S: number, into: { x: number[]; to: number }): void {
  const { x, to } = into;
  const w = x[to + W]! + y[at + W]!;
  if (!(w > 0)) return;
  const p = y[at + W]! / w;
  const mu = y[at + MU]! - x[to + MU]!;
  const beta = y[at + BETA]! - x[to + BETA]!;
  const u = y[at + U]! - x[to + U]!;
  const q = (p * (1 - p)) / S;
  x[to + MU]! += p * mu;
  x[to + BETA]! += p * beta;
  x[to + U]! += p * u;
  x[to + C_MM]! += p * (y[at + C_MM]! - x[to + C_MM]!) + q * mu * mu;
  x[to + C_MB]! += p * (y[at + C_MB]! - x[to + C_MB]!) + q * mu * beta;
  x[to + C_MU]! += p * (y[at + C_MU]! - x[to + C_MU]!) + q * mu * u;
  x[to + C_BB]! += p * (y[at + C_BB]! - x[to + C_BB]!) + q * beta * beta;
  x[to + C_BU]! += p * (y[at + C_BU]! - x[to + C_BU]!) + q * beta * u;
  x[to + C_UU]! += p * (y[at + C_UU]! - x[to + C_UU]!) + q * u * u;
  x[to + W] = w;
}

/** Pools a hypothesis into another one of the same array. */
export function merge(x: number[], to: number, at: number, S: number): void {
  mergeFrom(x, at, S, { x, to });
}
