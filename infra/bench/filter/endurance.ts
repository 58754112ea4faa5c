import type { FilterInput } from '#libs/filtering';
import { heapUsed } from './cost.js';
import { product } from './detectors.js';
import { randomFrom } from './random.js';

/** What a stretch of a very long series showed. */
export interface Stretch {
  rows: number;
  frozen: number;
  heap: number;
  /** Mean |error| of the forecasts in their sd, each counted as 10 at most, and the share within the 95 % interval. */
  error: number;
  within95: number;
  flags: number;
  notFinite: number;
}

/** A series without end around 100 ± 4: noise, steps, slopes, gaps, missing rows and outliers. */
function* hardSeries(): Generator<FilterInput, never> {
  const random = randomFrom(31);
  let level = 100;
  let slope = 0;
  for (;;) {
    const chance = random.uniform();
    if (chance < 0.002) [level, slope] = [100 + 12 * random.normal(), 0];
    else if (chance < 0.003) slope = 0.4 * random.normal();
    else if (chance < 0.013) slope = 0;
    level += slope;
    const outlier = random.uniform() < 0.005 ? 40 * random.normal() : 0;
    const value = random.uniform() < 0.02 ? null : level + 4 * random.normal() + outlier;
    yield { elapsed: random.uniform() < 0.005 ? 1 + Math.floor(20 * random.uniform()) : 1, value, weight: 1 };
  }
}

/** Runs the product's filter over ten stretches of a series, and tells of each as soon as it is done. */
export function endure(rows: number, tell: (stretch: Stretch) => void): Stretch[] {
  const series = hardSeries();
  let state = product.start({ cadence: 'day', scale: 'real', sensitivity: 'normal' });
  return Array.from({ length: 10 }, () => {
    const sum = { counted: 0, error: 0, within95: 0, flags: 0, notFinite: 0 };
    for (let i = 0; i < rows / 10; i++) {
      const input = series.next().value;
      const updated = product.update(state, input);
      state = updated.state;
      count(sum, input, updated.assessment);
    }
    const { counted, flags, notFinite } = sum;
    const means = { error: sum.error / counted, within95: sum.within95 / counted };
    const stretch = {
      rows: rows / 10,
      frozen: product.freeze(state).length,
      heap: heapUsed(),
      ...means,
      flags,
      notFinite,
    };
    tell(stretch);
    return stretch;
  });
}

type Assessed = ReturnType<typeof product.update>['assessment'];
type Sum = Record<'counted' | 'error' | 'within95' | 'flags' | 'notFinite', number>;

function count(
  sum: Sum,
  { value }: FilterInput,
  { forecast, level, slope, score, probabilities, deviation }: Assessed,
): void {
  const numbers = [forecast.mean, forecast.sd, level, slope, score, ...Object.values(probabilities)];
  if (!numbers.every(Number.isFinite)) sum.notFinite++;
  if (deviation?.status === 'raised') sum.flags++;
  if (value === null) return;
  const z = Math.abs(value - forecast.mean) / forecast.sd;
  sum.counted++;
  sum.error += Math.min(10, z);
  if (z <= 1.96) sum.within95++;
}

/** What is wrong with a run, in words: nothing, if all is well. The first stretch is for warming up. */
export function faultsOf(stretches: readonly Stretch[]): string[] {
  const [early, late] = [stretches[1], stretches.at(-1)];
  if (early === undefined || late === undefined) return ['too few stretches'];
  const faults: [boolean, string][] = [
    [stretches.some(({ notFinite }) => notFinite > 0), 'something was not finite'],
    [stretches.some(({ frozen }) => frozen > 1.3 * early.frozen + 2_000), 'the frozen state grows'],
    [late.heap - early.heap > 8e6, 'the heap grows'],
    [Math.abs(late.error / early.error - 1) > 0.05, 'the error drifts'],
    [Math.abs(late.within95 - early.within95) > 0.01, 'the coverage drifts'],
  ];
  return faults.filter(([wrong]) => wrong).map(([, words]) => words);
}
