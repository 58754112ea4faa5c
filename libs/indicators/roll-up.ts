import type { RollUpRule } from '#libs/contracts';

/**
 * One of the indicators that a whole is made from. `figure` is null while it has not reported. `a`, `c` and `p` are the
 * actuality, capability and potentiality of its period: a posted figure's own, a ratio's carried sums.
 */
export interface Part {
  indicator: string;
  weight: number;
  figure: ({ value: number; coverage: number } & Acp) | null;
}

/** Actuality, capability and potentiality; null where nothing has been agreed. */
interface Acp {
  a: number | null;
  c: number | null;
  p: number | null;
}

/** The whole's figure: `comparable` is what the filter gets; `a`, `c` and `p` are made by the same rule, for indices and the next level up. */
export interface RolledUp extends Acp {
  value: number;
  comparable: number;
  coverage: number;
}

type Rule = RollUpRule['rule'];
type Figure = NonNullable<Part['figure']>;
interface Reported {
  weight: number;
  figure: Figure;
}

/**
 * Makes a whole's figure from its parts; null when nothing that counts has reported.
 *
 * coverage = Σ weight·coverage of those reporting / Σ weight of all. A part of weight 0 counts nothing, unless all are 0:
 * then all count the same. sum: Σ value, compared as value / coverage. mean: Σ weight·value / Σ weight. ratio: Σ a / Σ c,
 * for which a part without a or c has not reported. There the weight enters the coverage only: Σ a / Σ c is the mean of
 * the a/c with the c as weights, and a second weight would make the result depend on how the parts are grouped.
 */
export function rollUp(rule: Rule, parts: readonly Part[]): RolledUp | null {
  const counting = weighed(parts);
  const reported = counting.flatMap(({ weight, figure }) =>
    figure !== null && (rule !== 'ratio' || (figure.a !== null && figure.c !== null)) ? [{ weight, figure }] : [],
  );
  const coverage =
    total(reported, ({ weight, figure }) => weight * figure.coverage) / total(counting, ({ weight }) => weight);
  if (!(coverage > 0)) return null;
  return combine[rule](reported, Math.min(coverage, 1));
}

const combine: Readonly<Record<Rule, (reported: readonly Reported[], coverage: number) => RolledUp | null>> = {
  sum: (reported, coverage) => {
    const value = total(reported, ({ figure }) => figure.value);
    return {
      value,
      comparable: value / coverage,
      coverage,
      a: value,
      c: sumOf(reported, 'c'),
      p: sumOf(reported, 'p'),
    };
  },
  mean: (reported, coverage) => {
    const all = total(reported, ({ weight }) => weight);
    const value = total(reported, ({ weight, figure }) => weight * figure.value) / all;
    const mean = (which: 'c' | 'p') => divided(sumOf(reported, which, true), all);
    return { value, comparable: value, coverage, a: value, c: mean('c'), p: mean('p') };
  },
  ratio: (reported, coverage) => {
    const a = total(reported, ({ figure }) => figure.a ?? 0);
    const c = total(reported, ({ figure }) => figure.c ?? 0);
    return c > 0 ? { value: a / c, comparable: a / c, coverage, a, c, p: sumOf(reported, 'p') } : null;
  },
};

/** Σ c or Σ p, weighed or not; null unless every part that has reported has one: part of a capability is none. */
function sumOf(reported: readonly Reported[], which: 'c' | 'p', weighed = false): number | null {
  let sum = 0;
  for (const { weight, figure } of reported) {
    const value = figure[which];
    if (value === null) return null;
    sum += weighed ? weight * value : value;
  }
  return sum;
}

function divided(sum: number | null, by: number): number | null {
  return sum === null ? null : sum / by;
}

/** Those whose weight counts; if none does, all of them with the same one. */
function weighed(parts: readonly Part[]): readonly Part[] {
  const counting = parts.filter(({ weight }) => weight > 0 && Number.isFinite(weight));
  return counting.length > 0 ? counting : parts.map((part) => ({ ...part, weight: 1 }));
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum;
}
