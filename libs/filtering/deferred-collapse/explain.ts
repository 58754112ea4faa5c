const { exp, log, min, sqrt } = Math;
/** The share of values that are outliers, and how much wider they lie, in units of the usual Q. */
const outliers = 0.01;
const odds = outliers / (1 - outliers);
const logOfNormal = -0.5 * log(2 * Math.PI);
const logOrdinary = log(1 - outliers);
const outlierWidth = 60;
/** An innovation counts for at most so many squared sd in what is left uncertain. */
const mostSurprise = 400;
/** An outlier teaches the scale by no more than so many times itself: a series full of outliers is a rough one. */
const mostTaught = 10;

/**
 * How an innovation e is looked at: the scale S, what Q usually comes to (an outlier's is wider by 60 of that), and the tails:
 * Student's degrees of freedom n, which the uncertain scale and the heavy tails of the noise make together, and ν, which the
 * tails make alone.
 */
export interface Lens {
  S: number;
  outlier: number;
  n: number;
  nu: number;
  constant: number;
}

/** A lens for noise with tails of ν degrees of freedom and a scale S known from `freedom` values. */
export function lens(S: number, usual: number, { freedom, nu }: { freedom: number; nu: number }): Lens {
  const n = 1 / (1 / freedom + 1 / nu);
  return { S, outlier: outlierWidth * usual, n, nu, constant: studentConstant(n) - 0.5 * log(S) };
}

/** Turns a lens to another scale S, known from `freedom` values, and another usual Q: its tails stay. Changes the lens. */
export function turn(through: Lens, S: number, usual: number, freedom: number): void {
  through.S = S;
  through.outlier = outlierWidth * usual;
  through.n = 1 / (1 / freedom + 1 / through.nu);
  through.constant = studentConstant(through.n) - 0.5 * log(S);
}

/** ln Γ((n+1)/2) − ln Γ(n/2) − ½ ln nπ by its series, good to 1e-4 from n = 3 on and to 1e-2 from 2. */
function studentConstant(n: number): number {
  return logOfNormal - 1 / (4 * n) + 1 / (24 * n * n * n);
}

/** ln(1 + x) for x ≥ 0, quickly: three terms of its series are good to 1e-10 where x is small, as it mostly is. */
function logOnePlus(x: number): number {
  return x < 0.004 ? x * (1 - x * (0.5 - x / 3)) : log(1 + x);
}

/** What two explanations of an innovation, ordinary and outlier, come to when they are matched to one. */
export interface Explained {
  logP: number;
  /** The probability of the outlier. */
  r: number;
  /** By how much the innovation moves the mean, and shrinks the covariance: 1 and 1 for a Gaussian value (see `learn`). */
  g: number;
  h: number;
  /** What the innovation tells of the scale: that many values, of that sum of squares. */
  values: number;
  squares: number;
}

/** A place for what `explain` finds: it is called too often to make a new one each time. NaN makes it one of doubles at once. */
export function blank(): Explained {
  return { logP: NaN, r: NaN, g: NaN, h: NaN, values: NaN, squares: NaN };
}

/**
 * Explains an innovation e of variance Q S by Student's t, or as an outlier of the same location. The two are matched to one by
 * the score of their mixture and its derivative (Masreliez, IEEE Trans. Automatic Control 20 (1975) 107-110), which for Gaussian
 * branches are exactly the moments of the mixture.
 */
export function explain(e: number, Q: number, { S, outlier, n, nu, constant }: Lens, out: Explained): void {
  const share = Q / (Q + outlier);
  const z = (e * e) / (Q * S);
  const z1 = z * share;
  const half = (n + 1) / 2;
  const far = log(1 + z / n);
  const ratio = odds * sqrt(share) * exp(min(700, half * (far - logOnePlus(z1 / n))));
  const r = ratio / (1 + ratio);
  const a0 = (n + 1) / (n + z);
  const a1 = (share * (n + 1)) / (n + z1);
  const g = a0 + r * (a1 - a0);
  const h = a0 * ((n - z) / (n + z)) * (1 - r) + a1 * ((n - z1) / (n + z1)) * r;
  const between = r * (1 - r) * (a0 - a1) * (a0 - a1);
  out.logP = constant - 0.5 * log(Q) - half * far + logOrdinary + logOnePlus(ratio);
  out.r = r;
  out.g = g;
  out.h = min(1, h - min(z, mostSurprise) * between);
  out.values = 1;
  out.squares = S * (((1 - r) * z * (nu + 1)) / (nu + z) + r * min(z / 6, mostTaught));
}
