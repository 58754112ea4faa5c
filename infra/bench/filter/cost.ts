import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Filter } from '#libs/filtering';
import { walk } from './cells.js';
import { seriesOf } from './change.js';
import type { Noise } from './noises.js';
import { randomFrom } from './random.js';
import type { Detector } from './watch.js';

/** What a value costs: µs on one core, and as so many normal random numbers drawn in the same run, which any machine can compare. */
export interface Time {
  microseconds: number;
  inNormals: number;
}

/** What a state takes: characters when frozen (the longest met with), and bytes of heap. */
export interface Memory {
  frozen: number;
  heap: number;
}

/** The time of a value, on series of 1 400 rows; the best of three goes, so that a busy machine counts less. */
export function timeOf(detector: Detector, noise: Noise, runs: number): Time {
  const series = Array.from({ length: runs }, (_, run) => seriesOf(noise, 20_000 + run, 1_400));
  const go = () => timed(() => series.forEach((inputs) => walk(detector.begin(noise), inputs, 1)));
  const microseconds = best(go) / (runs * 1.4);
  return { microseconds, inNormals: microseconds / microsecondsANormal() };
}

function microsecondsANormal(): number {
  const random = randomFrom(3);
  let sum = 0;
  const draw = () => {
    for (let i = 0; i < 300_000; i++) sum += random.normal();
  };
  const milliseconds = best(() => timed(draw));
  return Number.isFinite(sum) ? milliseconds / 300 : NaN;
}

function best(go: () => number): number {
  return Math.min(go(), go(), go());
}

/** Milliseconds: of the clock, or of the processor where other work took it away. */
function timed(work: () => void): number {
  const begun = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - begun, (user + system) / 1_000);
}

/** The memory of a state: frozen after 1 400 rows of each noise, on the heap as a mean over 300 states after 200 Gaussian rows. */
export function memoryOf<State>(
  { start, update, freeze }: Pick<Filter<State>, 'start' | 'update' | 'freeze'>,
  noises: readonly Noise[],
): Memory {
  const stateAfter = (noise: Noise, run: number, rows: number) => {
    let state = start({ ...noise.settings, sensitivity: 'normal' });
    for (const input of seriesOf(noise, run, rows)) ({ state } = update(state, input));
    return state;
  };
  const frozen = Math.max(...noises.map((noise) => freeze(stateAfter(noise, 1, 1_400)).length));
  const manyStates = () =>
    Array.from({ length: 300 }, (_, run) => noises.slice(0, 1).map((noise) => stateAfter(noise, run, 200)));
  const once = manyStates();
  const before = heapUsed();
  const again = manyStates();
  return { frozen, heap: (heapUsed() - before) / Math.max(once.length, again.length) };
}

/** Bytes of heap in use after a full collection. */
export function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
