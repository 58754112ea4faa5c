/** How a series without changes moves: u_t = φ u_{t−1} + ξ, level noise q S, slope noise qb S; φ = 0 is white noise. */
export interface Noise {
  phi: number;
  q: number;
  qb: number;
  /** The variance of the slope at the start, in units of S. */
  slope: number;
}

const none = 1e-7;
const noise = (phi: number, q: number, qb: number, slope: number): Noise => ({
  phi,
  q: Math.max(q, none),
  qb: Math.max(qb, none / 1000),
  slope: Math.max(slope, none),
});

/** The noises that a series may have, from white over correlated to drifting: one member of the bank each. */
export const noises: readonly Noise[] = [
  noise(0, 0, 0, 0),
  noise(0.3, 0, 0, 0),
  noise(0.6, 0, 0, 0),
  noise(0.85, 0, 0, 1e-5),
  noise(0, 0, 0, 0.002),
  noise(0, 0, 0, 1),
  noise(0.6, 0, 0, 1),
  noise(0, 0.01, 0, 0),
  noise(0, 0.1, 0, 0.01),
  noise(0, 0.5, 0, 0.02),
  noise(0, 3, 0, 0.1),
  noise(0, 0, 0.001, 1),
  noise(0, 0.1, 0.01, 1),
  noise(0, 0.3, 0.3, 1),
  noise(0, 0, 3, 3),
  noise(0, 0, 30, 30),
];

/** The share of the noise variance that φ does not carry on. */
const whiteShare = 0.02;

/** The variance of the correlated noise u in the long run, in units of S. */
export function longRun(phi: number): number {
  return phi === 0 ? 0 : (1 - whiteShare) / (1 - phi * phi);
}

/** The variance that a value of this coverage has beside what u carries, in units of S. */
export function ownVariance({ phi }: Noise, weight: number): number {
  return (phi === 0 ? 1 : whiteShare) + 1 / weight - 1;
}

/** What Q comes to once level and slope have been followed for long, about; in units of S. */
export function usualVariance({ q, qb }: Noise): number {
  return 2 + 3 * q + 6 * qb;
}
