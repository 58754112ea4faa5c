/**
 * Where the numbers of one belief lie, from its offset on: the state m = (μ, β, u) of level, slope and correlated noise, and the
 * six numbers of its covariance C, in units of the scale S.
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
/** So many numbers make a belief. */
export const beliefSize = 9;

/** How a series without changes moves: u_t = φ u_{t−1} + ξ, level noise q S, slope noise qb S. φ = 0 is white noise. */
export interface Noise {
  phi: number;
  q: number;
  qb: number;
  /** The variance of the slope at the start, in units of S. */
  slope: number;
}

/** The share of the noise variance that is not carried on by φ. */
const whiteShare = 0.02;

/** The variance of u in the long run, in units of S. */
function longRun(phi: number): number {
  return (1 - whiteShare) / (1 - phi * phi);
}

/** The variance of the observation itself, in units of S, for a value of this coverage: what u does not carry. */
export function whiteVariance(noise: Noise, weight: number): number {
  return (noise.phi === 0 ? 1 : whiteShare) + 1 / weight - 1;
}

/** The one-step variance Q of a series whose level is known, in units of S. */
export function settledVariance({ q, qb }: Noise): number {
  return 2 + 3 * q + 6 * qb;
}

/** A belief that knows the level to within `variance` (units of S). */
export function begin(
  x: number[],
  at: number,
  level: number,
  { noise, variance }: { noise: Noise; variance: number },
): void {
  x.fill(0, at, at + beliefSize);
  x[at + MU] = level;
  x[at + C_MM] = variance;
  x[at + C_BB] = noise.slope;
  x[at + C_UU] = noise.phi === 0 ? 0 : longRun(noise.phi);
}

/** Carries a belief k periods on: a = G m, R = G C G' + W, the noise of the way added up. */
export function carry(x: number[], at: number, { phi, q, qb }: Noise, k: number): void {
  const mb = x[at + C_MB]!;
  const bb = x[at + C_BB]!;
  x[at + MU]! += k * x[at + BETA]!;
  x[at + C_MM]! += 2 * k * mb + k * k * bb + k * q + (qb * k * (k + 1) * (2 * k + 1)) / 6;
  x[at + C_MB] = mb + k * bb + (qb * k * (k + 1)) / 2;
  x[at + C_BB] = bb + k * qb;
  if (phi === 0) return;
  const kept = phi ** k;
  x[at + U]! *= kept;
  x[at + C_MU] = kept * (x[at + C_MU]! + k * x[at + C_BU]!);
  x[at + C_BU]! *= kept;
  x[at + C_UU] = kept * kept * x[at + C_UU]! + (1 - kept * kept) * longRun(phi);
}
