import type { Chart } from './chart.js';
import { randomFrom } from './random.js';
import { cusum } from './cusum.js';

/**
 * The exact mean run lengths of the two-sided CUSUM with k = .5, h = 5 after a shift in sd: what the charts of the bench are checked
 * against before anything is measured with them (D. C. Montgomery, *Introduction to statistical quality control*).
 */
const exactRunLengths = [
  { shift: 0, exact: 465.4 },
  { shift: 0.5, exact: 38 },
  { shift: 1, exact: 10.4 },
  { shift: 1.5, exact: 5.75 },
  { shift: 2, exact: 4 },
  { shift: 3, exact: 2.57 },
] as const;

/** A mean run length as simulated, with its standard error. */
export interface RunLength {
  mean: number;
  error: number;
}

/** The mean number of rows to the first alarm on Gaussian values that have been shifted from the first on. */
export function runLength(chart: Chart, shift: number, runs: number): RunLength {
  const random = randomFrom(7_001);
  let sum = 0;
  let squares = 0;
  for (let run = 0; run < runs; run++) {
    const rows = rowsToAlarm(chart, () => random.normal() + shift);
    sum += rows;
    squares += rows * rows;
  }
  const mean = sum / runs;
  return { mean, error: Math.sqrt((squares / runs - mean * mean) / runs) };
}

function rowsToAlarm(begin: Chart, draw: () => number): number {
  let chart = begin;
  for (let rows = 1; ; rows++) {
    const charted = chart.next(draw());
    if (charted.alarm) return rows;
    chart = charted.chart;
  }
}

/** The simulated run lengths that lie farther from the exact ones than four standard errors and their rounding: none, if all is well. */
export function wrongRunLengths(runs: number): string[] {
  return exactRunLengths.flatMap(({ shift, exact }) => {
    const { mean, error } = runLength(cusum(0.5, 5), shift, runs);
    const right = Math.abs(mean - exact) <= 4 * error + 0.005 * exact;
    return right ? [] : [`CUSUM k .5 h 5, shift ${shift} sd: ${mean.toFixed(2)} ± ${error.toFixed(2)}, not ${exact}`];
  });
}
