import { expect, test } from '@jest/globals';
import { bocpd } from './bocpd.js';
import type { Chart } from './chart.js';
import { cusum } from './cusum.js';
import { ewma } from './ewma.js';
import { floorsAt } from './floor.js';
import { runLength, wrongRunLengths } from './run-length.js';
import { shewhart } from './shewhart.js';
import { shiryaevRoberts } from './shiryaev-roberts.js';

/** Thirty quiet rows, then a level 2 sd higher or lower. */
function alarmsOn(begin: Chart, size: number) {
  let chart = begin;
  return Array.from({ length: 60 }, (_, i) => {
    const charted = chart.next((i % 2 ? 0.5 : -0.5) + (i < 40 ? 0 : size));
    chart = charted.chart;
    return charted.alarm && { ...charted.alarm, row: i + 1 };
  }).flatMap((alarm) => alarm ?? []);
}

test('the CUSUM has the run lengths that theory gives it', () => {
  expect(wrongRunLengths(4_000)).toEqual([]);
});

test('the Shewhart chart alarms once in 370 rows, and the EWMA about as often as the CUSUM', () => {
  const chart = runLength(shewhart(3), 0, 4_000);
  expect(Math.abs(chart.mean - 370.4)).toBeLessThan(4 * chart.error);
  const average = runLength(ewma(0.2, 2.86), 0, 2_000);
  expect(average.mean).toBeGreaterThan(330);
  expect(average.mean).toBeLessThan(500);
});

test.each([
  ['cusum', cusum(0.5, 5)],
  ['ewma', ewma(0.2, 2.86)],
  ['bocpd', bocpd(1 / 250, 0.5)],
  ['shiryaev-roberts', shiryaevRoberts(2, 400)],
  ['shewhart', shewhart(2.4)],
] as const)('%s is quiet, then tells which way the level went', (_, chart) => {
  const [up] = alarmsOn(chart, 2);
  const [down] = alarmsOn(chart, -2);
  expect(up?.direction).toBe('up');
  expect(down?.direction).toBe('down');
  for (const alarm of [up, down]) {
    expect(alarm?.row).toBeGreaterThan(40);
    expect((alarm?.row ?? 0) - (alarm?.ago ?? 0)).toBeGreaterThan(38);
  }
});

test('no chart knows a step of 1 sd sooner than the floor, which rises with the ARL0', () => {
  const [often, seldom] = floorsAt([370, 1_000], [1], { rows: 60_000, repetitions: 1_000 });
  expect(often?.cusum).toBeGreaterThan(8);
  expect(often?.cusum).toBeLessThan(10.5);
  expect(seldom?.cusum).toBeGreaterThan(often?.cusum ?? NaN);
  expect(Math.abs((seldom?.cusum ?? 0) - (seldom?.shiryaevRoberts ?? 0))).toBeLessThan(1);
});
