import type { FilterInput } from '#libs/filtering';
import { changes, directionOf, nameOf, seriesOf, window } from './change.js';
import type { Change } from './change.js';
import { flagsOf, judge, odditiesOf } from './judge.js';
import type { Telling, Verdict } from './judge.js';
import type { Noise } from './noises.js';
import type { Detector, Seen, Watch } from './watch.js';

/** How often each cell is run: repetitions of a change, runs in control, and the rows of each of those. */
export interface Effort {
  repetitions: number;
  runs: number;
  rows: number;
}

/** What a detector does where nothing changes; shares lie in 0…1, null where it forecasts nothing. */
export interface InControl {
  rows: number;
  flags: number;
  oddities: number;
  within80: number | null;
  within95: number | null;
  /** Mean −log density of the forecasts beyond that of the truth, where the truth is simple. */
  excess: number | null;
}

/** What a detector makes of one change, as means over the repetitions; of what was found: kind, direction, onset error in rows. */
export interface Changed {
  delay: number;
  found: number;
  atOnce: number;
  kindRight: number | null;
  directionRight: number | null;
  onsetError: number | null;
}

/** Walks a series from a row on. */
export function walk(from: Watch, inputs: readonly FilterInput[], firstRow: number) {
  let watch = from;
  const tellings: Telling[] = [];
  const seen = inputs.map((input, i): Seen => {
    const step = watch.next(input);
    watch = step.watch;
    if (step.told) tellings.push({ row: firstRow + i, told: step.told });
    return step;
  });
  return { watch, tellings, seen };
}

/** Runs in which nothing changes; their forecasts count from the row on at which changes begin elsewhere. */
export function inControl(detector: Detector, noise: Noise, { runs, rows }: Effort): InControl {
  const sum = { flags: 0, oddities: 0, counted: 0, in80: 0, in95: 0, excess: 0 };
  for (let run = 0; run < runs; run++) {
    const inputs = seriesOf(noise, 10_000 + run, rows);
    const { tellings, seen } = walk(detector.begin(noise), inputs, 1);
    sum.flags += flagsOf(tellings).length;
    sum.oddities += odditiesOf(tellings);
    for (const [i, { forecast }] of seen.entries()) {
      const value = inputs[i]?.value ?? null;
      if (forecast === null || value === null || i + 1 < noise.changeAt) continue;
      const z = Math.abs(value - forecast.mean) / forecast.sd;
      sum.counted++;
      if (z <= 1.2816) sum.in80++;
      if (z <= 1.96) sum.in95++;
      if (noise.truth) sum.excess += cost(value, forecast) - cost(value, noise.truth);
    }
  }
  const share = (part: number) => (sum.counted > 0 ? part / sum.counted : null);
  const { flags, oddities } = sum;
  const coverage = { within80: share(sum.in80), within95: share(sum.in95) };
  return { rows: runs * rows, flags, oddities, ...coverage, excess: noise.truth ? share(sum.excess) : null };
}

/** −log of the normal density, but for ½ log 2π. */
function cost(value: number, { mean, sd }: { mean: number; sd: number }): number {
  return Math.log(sd) + ((value - mean) / sd) ** 2 / 2;
}

/** Each change of the bench that is wanted; all of them go on from the same rows before. */
export function changed(
  detector: Detector,
  noise: Noise,
  { repetitions }: Effort,
  wanted: (name: string) => boolean,
): Record<string, Changed> {
  const tried = changes.filter((change) => wanted(nameOf(change)));
  const verdicts = new Map(tried.map((change) => [change, [] as Verdict[]]));
  const rights = new Map(tried.map((change) => [change, 0]));
  for (let repetition = 0; repetition < repetitions && tried.length > 0; repetition++) {
    const before = walk(detector.begin(noise), seriesOf(noise, repetition, noise.changeAt - 1), 1);
    for (const change of tried) {
      const inputs = seriesOf(noise, repetition, noise.changeAt - 1 + window, change).slice(noise.changeAt - 1);
      const { tellings } = walk(before.watch, inputs, noise.changeAt);
      const verdict = judge([...before.tellings, ...tellings], noise.changeAt, change.kind !== 'transient');
      verdicts.get(change)?.push(verdict);
      const right = verdict.direction === directionOf(change, noise, repetition) ? 1 : 0;
      rights.set(change, (rights.get(change) ?? 0) + right);
    }
  }
  return Object.fromEntries(
    [...verdicts].map(([change, all]) => [nameOf(change), summary(all, change, rights.get(change) ?? 0)]),
  );
}

function summary(verdicts: readonly Verdict[], change: Change, directionsRight: number): Changed {
  const found = verdicts.filter((verdict) => verdict.found);
  const ofFound = (number: number) => (found.length > 0 ? number : null);
  return {
    delay: mean(verdicts.map(({ delay }) => delay)),
    found: found.length / verdicts.length,
    atOnce: mean(verdicts.map(({ atOnce }) => (atOnce ? 1 : 0))),
    kindRight: ofFound(found.filter(({ kind }) => kind === change.kind).length / found.length),
    directionRight: ofFound(directionsRight / found.length),
    onsetError: ofFound(mean(found.map(({ onsetError }) => onsetError ?? 0))),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x / numbers.length, 0);
}
