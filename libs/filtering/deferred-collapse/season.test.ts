import { describe, expect, test } from '@jest/globals';
import type { Cadence } from '#libs/contracts';
import { normals } from '../noise.suite.js';
import { deferredCollapse } from './filter.js';
import { patience, seasonsOf } from './seasons.js';

const { start, update } = deferredCollapse;

function run(cadence: Cadence | null, series: readonly (number | null)[]) {
  let state = start({ cadence, scale: 'real', sensitivity: 'normal' });
  return series.map((value) => {
    const updated = update(state, { elapsed: 1, value, weight: 1 });
    state = updated.state;
    return updated;
  });
}

/** How far the forecasts of the last `count` rows are from what was to be expected there, root mean square. */
function missedBy(cadence: Cadence | null, count: number, expected: readonly number[]): number {
  const noise = normals(7, expected.length);
  const rows = run(
    cadence,
    expected.map((mean, i) => mean + (noise[i] ?? 0)),
  ).slice(-count);
  const squares = rows.map(({ assessment }, i) => (assessment.forecast.mean - (expected.at(i - count) ?? NaN)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / count);
}

const weekly = (i: number) => [1, 0.5, 0, 0, -0.5, -3, 2][i % 7] ?? 0;
const yearly = (i: number) => 4 * Math.sin((i * Math.PI) / 6);
const daily = (i: number) => 2 * Math.sin((i * Math.PI) / 12) + (Math.floor(i / 24) % 7 >= 5 ? -2 : 0);
const series = (count: number, at: (i: number) => number) => Array.from({ length: count }, (_, i) => at(i));

describe('the season', () => {
  test.each([
    ['day', 140, weekly],
    ['month', 144, yearly],
    ['quarter', 80, (i: number) => [3, 0, -1, -2][i % 4] ?? 0],
    ['hour', 1008, daily],
    [{ minutes: 30 }, 48 * 14, (i: number) => 3 * Math.sin((i * Math.PI) / 24)],
    [{ shifts: ['06:00', '14:00', '22:00'] }, 200, (i: number) => [2, 0, -3][i % 3] ?? 0],
    [null, 140, weekly],
  ] satisfies [Cadence | null, number, (i: number) => number][])(
    'of a series with cadence %j is found on line',
    (cadence, count, at) => {
      expect(missedBy(cadence, Math.floor(count / 4), series(count, at))).toBeLessThan(0.55);
    },
  );

  test('is not invented where there is none', () => {
    const { state } = run('day', normals(3, 400)).at(-1) ?? {};
    expect(state?.engine?.variant).toBe(0);
  });

  test('is no change: ordinary weeks tell nothing once they are known', () => {
    const noise = normals(9, 400);
    const told = run(
      'day',
      series(400, (i) => weekly(i) + (noise[i] ?? 0)),
    ).filter(({ assessment: { deviation } }, i) => i > 60 && deviation !== null);
    expect(told.length).toBeLessThanOrEqual(7);
  });

  test('keeps its place over gaps', () => {
    const noise = normals(11, 300);
    let state = start({ cadence: 'day', scale: 'real', sensitivity: 'normal' });
    for (let i = 0; i < 280; i++) {
      const holiday = i % 7 === 6 || (i > 200 && i < 220);
      state = update(state, { elapsed: 1, value: holiday ? null : weekly(i) + 0.3 * (noise[i] ?? 0), weight: 1 }).state;
    }
    const expected = Array.from({ length: 6 }, (_, k) => {
      const { forecast } = update(state, { elapsed: k + 1, value: null, weight: 1 }).assessment;
      return forecast.mean - weekly(280 + k);
    });
    expect(Math.max(...expected.map(Math.abs))).toBeLessThan(0.6);
  });

  test('a change is hardly believed in before a season can be known, and as ever once it is', () => {
    expect(patience('month', 0, 20)).toBeLessThan(0.2);
    expect(patience('month', 0, 30)).toBe(1);
    expect(patience('month', 1, 15)).toBe(1);
    expect(patience('year', 0, 12)).toBe(1);
    expect(patience('hour', 1, 200)).toBeLessThan(1);
    expect(seasonsOf('week')).toEqual([]);
  });
});
