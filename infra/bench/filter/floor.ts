import { window } from './change.js';
import type { Chart } from './chart.js';
import { cusum } from './cusum.js';
import { randomFrom } from './random.js';
import { shiryaevRoberts } from './shiryaev-roberts.js';

/** The mean delays of the best charts there can be: Gaussian values, mean, sd and the size of the shift known, as many false alarms. */
export interface Floor {
  arl0: number;
  size: number;
  cusum: number;
  shiryaevRoberts: number;
}

const changeAt = 150;
const most = 16;

/** Finds the floor for each size of a step at each ARL0: thresholds from `rows` rows in control, delays from `repetitions`. */
export function floorsAt(
  arls: readonly number[],
  sizes: readonly number[],
  effort: { rows: number; repetitions: number },
): Floor[] {
  const random = randomFrom(9_001);
  const calm = Float64Array.from({ length: effort.rows }, () => random.normal());
  const delayOf = (chartOf: (height: number) => Chart, arl0: number, size: number) =>
    meanDelay(chartOf(heightFor(chartOf, arl0, calm)), size, effort.repetitions);
  return arls.flatMap((arl0) =>
    sizes.map((size) => ({
      arl0,
      size,
      cusum: delayOf((height) => cusum(size / 2, height), arl0, size),
      shiryaevRoberts: delayOf((height) => shiryaevRoberts(size, Math.exp(height)), arl0, size),
    })),
  );
}

/** The height of a chart at which its false alarms are `arl0` rows apart, by halving. */
function heightFor(chartOf: (height: number) => Chart, arl0: number, calm: Float64Array): number {
  let low = 0;
  let high = most;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (rowsPerAlarm(chartOf(middle), calm, calm.length / arl0) < arl0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Rows per alarm; given up as too few once there have been `enough` alarms. */
function rowsPerAlarm(begin: Chart, calm: Float64Array, enough: number): number {
  let chart = begin;
  let alarms = 0;
  for (const [i, z] of calm.entries()) {
    const charted = chart.next(z);
    chart = charted.chart;
    if (charted.alarm) alarms++;
    if (alarms > enough) return (i + 1) / alarms;
  }
  return calm.length / Math.max(1, alarms);
}

/** The mean delay of a chart that has been running since row 1 (alarms before the change begin it anew and do not count). */
function meanDelay(begin: Chart, size: number, repetitions: number): number {
  const random = randomFrom(9_002);
  let sum = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    let chart = begin;
    for (let row = 1; row < changeAt; row++) chart = chart.next(random.normal()).chart;
    sum += delayFrom(chart, () => random.normal() + size);
  }
  return sum / repetitions;
}

function delayFrom(begin: Chart, draw: () => number): number {
  let chart = begin;
  for (let delay = 1; delay < window; delay++) {
    const charted = chart.next(draw());
    if (charted.alarm) return delay;
    chart = charted.chart;
  }
  return window;
}
