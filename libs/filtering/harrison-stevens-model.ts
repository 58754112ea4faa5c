/** The four explanations of a value, in the order of Harrison & Stevens. */
export const explanations = ['steady', 'transient', 'step', 'slope'] as const;
export type Explanation = (typeof explanations)[number];

/** One thing for each explanation. */
export type Four<T> = Record<Explanation, T>;

/** Makes one thing for each explanation. */
export function four<T>(make: (explanation: Explanation) => T): Four<T> {
  return { steady: make('steady'), transient: make('transient'), step: make('step'), slope: make('slope') };
}

/**
 * What each explanation j presumes, in units of the scale S (Harrison & Stevens 1976, West & Harrison 1997 ch. 12): the
 * variance A of the observation, the variances m of a jump of the level and b of a change of slope, and the prior π.
 * m is 10 rather than the paper's 100, b .1 rather than 1: the larger ones overlook small changes.
 */
export const model = {
  steady: { A: 1, m: 0, b: 0, prior: 0.94 },
  transient: { A: 100, m: 0, b: 0, prior: 0.03 },
  step: { A: 1, m: 10, b: 0, prior: 0.02 },
  slope: { A: 1, m: 0, b: 0.1, prior: 0.01 },
} as const satisfies Four<{ A: number; m: number; b: number; prior: number }>;

/** What is learned about the scale S fades by this factor a value (δ), so that n comes to rest at 50. */
export const memory = 0.98;

/** The most that one value may add to the scale, as e²/Q: a single absurd figure must not blind the filter for months. */
export const mostSurprise = 16;

/** After so many periods without a value nothing more is forgotten: knowledge is as vague as it gets. */
export const longestGap = 100;

/** W, the variance that a period adds to level and slope, as expected over the explanations: what a missing value leaves. */
export const drift = {
  level: explanations.reduce((sum, j) => sum + model[j].prior * model[j].m, 0),
  slope: explanations.reduce((sum, j) => sum + model[j].prior * model[j].b, 0),
};
