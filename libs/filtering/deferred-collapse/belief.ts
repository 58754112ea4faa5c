import { longRun, type Noise } from './noise.js';

const { max } = Math;

/**
 * Where the numbers of a belief lie, counted from its first: the mean m = (μ, β, u) of level, slope and correlated noise in units
 * of the series, and the six numbers of its covariance C in units of the scale S.
 */
export const MU = 0;
export const BETA = 1;
export const U = 2;
export const C_MM = 3;
export const C_MB = 4;
export const C_MU = 5;
export const C_BB = 6;
export const C_BU = 7;
export const C_UU = 8;
export const beliefSize = 9;

/** Begins a belief at a level known to within `variance`. */
export function begin(x: number[], at: number, from: { level: number; variance: number; noise: Noise }): void {
  x.fill(0, at, at + beliefSize);
  x[at + MU] = from.level;
  x[at + C_MM] = from.variance;
  x[at + C_BB] = from.noise.slope;
  x[at + C_UU] = longRun(from.noise.phi);
}

/** Carries a belief k periods on: a = G m, R = G C G' + W. */
export function carry(x: number[], at: number, { phi, q, qb }: Noise, k: number): void {
  const mb = x[at + C_MB]!;
  const bb = x[at + C_BB]!;
  x[at + MU]! += k * x[at + BETA]!;
  x[at + C_MM]! += k * (2 * mb + k * bb + q + (qb * (k + 1) * (2 * k + 1)) / 6);
  x[at + C_MB] = mb + k * (bb + (qb * (k + 1)) / 2);
  x[at + C_BB] = bb + k * qb;
  if (phi === 0) return;
  const kept = k === 1 ? phi : phi ** k;
  x[at + U]! *= kept;
  x[at + C_MU] = kept * (x[at + C_MU]! + k * x[at + C_BU]!);
  x[at + C_BU]! *= kept;
  x[at + C_UU] = kept * kept * x[at + C_UU]! + (1 - kept * kept) * longRun(phi);
}

/** The variance of what is expected of a value, in units of S, without the value's own. */
export function spread(x: number[], at: number): number {
  return max(0, x[at + C_MM]! + 2 * x[at + C_MU]! + x[at + C_UU]!);
}

/**
 * Moves a belief by an innovation: m += K·e·g, C −= K K' Q·h, with K = R F'/Q. Given are `gain` e·g/Q and `shrink` h/Q; g and h are
 * 1 for a Gaussian value; less where it may be an outlier. No variance falls below 0, whatever the rounding of numbers far apart.
 */
export function learn(x: number[], at: number, gain: number, shrink: number): void {
  const rm = x[at + C_MM]! + x[at + C_MU]!;
  const rb = x[at + C_MB]! + x[at + C_BU]!;
  const ru = x[at + C_MU]! + x[at + C_UU]!;
  x[at + MU]! += rm * gain;
  x[at + BETA]! += rb * gain;
  x[at + U]! += ru * gain;
  x[at + C_MM] = max(0, x[at + C_MM]! - rm * rm * shrink);
  x[at + C_MB]! -= rm * rb * shrink;
  x[at + C_MU]! -= rm * ru * shrink;
  x[at + C_BB] = max(0, x[at + C_BB]! - rb * rb * shrink);
  x[at + C_BU]! -= rb * ru * shrink;
  x[at + C_UU] = max(0, x[at + C_UU]! - ru * ru * shrink);
}
