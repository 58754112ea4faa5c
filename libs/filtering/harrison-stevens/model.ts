/** The four explanations of a value, in the order of Harrison & Stevens. */
export const explanations = ['steady', 'transient', 'step', 'slope'] as const;
export type Explanation = (typeof explanations)[number];

/** One thing for each explanation. */
export type Four<T> = Record<Explanation, T>;

/** One thing for each explanation, made from another one. */
export function each<T, U>(all: Four<T>, make: (one: T) => U): Four<U> {
  return { steady: make(all.steady), transient: make(all.transient), step: make(all.step), slope: make(all.slope) };
}

/** The four as a list, in the order of `explanations`. */
export function list<T>(all: Four<T>): [T, T, T, T] {
  return [all.steady, all.transient, all.step, all.slope];
}

/**
 * What an explanation presumes: variances A of the observation, m of a jump of the level, b of a change of slope; its prior π.
 * `lesson` stands for A where the scale learns from the value.
 */
export interface Presumption {
  A: number;
  lesson: number;
  m: number;
  b: number;
  prior: number;
  logPrior: number;
}

/**
 * The presumptions in units of the scale S (Harrison & Stevens 1976, West & Harrison 1997 ch. 12). m of a step is 10 rather
 * than the paper's 100, b of a slope .1 rather than 1: the larger ones overlook small changes. The lesson of a transient is 6,
 * where the book has 100: by that a series full of transients is never known for the rough one that it is.
 */
export const model: Four<Presumption> = {
  steady: { A: 1, lesson: 1, m: 0, b: 0, prior: 0.94, logPrior: Math.log(0.94) },
  transient: { A: 100, lesson: 6, m: 0, b: 0, prior: 0.03, logPrior: Math.log(0.03) },
  step: { A: 1, lesson: 1, m: 10, b: 0, prior: 0.02, logPrior: Math.log(0.02) },
  slope: { A: 1, lesson: 1, m: 0, b: 0.1, prior: 0.01, logPrior: Math.log(0.01) },
};

/** What is learned about the scale S fades by this factor a value (δ), so that n comes to rest at 33. */
export const memory = 0.97;

/** The most that one value may say of the scale, so that a single absurd figure does not blind the filter for months. */
export const mostSurprise = 50;

/** After so many periods without a value nothing more is forgotten: knowledge is as vague as it gets. */
export const longestGap = 100;

/** W, the variance that a period adds to level and slope, as expected over the explanations: what a missing value leaves. */
export const drift = {
  level: list(model).reduce((sum, { prior, m }) => sum + prior * m, 0),
  slope: list(model).reduce((sum, { prior, b }) => sum + prior * b, 0),
};
