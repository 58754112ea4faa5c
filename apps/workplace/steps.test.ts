import { expect, test } from '@jest/globals';
import { positionOf, readCadence, stepsBetween } from './steps.js';

function steps(cadence: string | null, ...rows: string[]): (number | null)[] {
  const between = stepsBetween(cadence === null ? null : readCadence(cadence));
  const positions = rows.map((row) => {
    const position = positionOf(row);
    if (position === null) throw new Error(`${row} is not read`);
    return position;
  });
  return positions.slice(1).map((next, i) => between(positions[i] ?? next, next));
}

test.each([
  ['month', ['2026-01-01', '2026-02-01', '2026-03-01', '2026-05-01'], [1, 1, 2]],
  ['month', ['2026-01-31', '2026-02-28', '2026-03-31'], [1, 1]],
  ['P1M', ['2026-01', '2026-04'], [3]],
  ['quarter', ['2026-Q1', '2026-Q2', '2027-Q1'], [1, 3]],
  ['year', ['2024-06-01', '2025-06-01', '2028-06-01'], [1, 3]],
  ['year', ['1871', '1872', '1875'], [1, 3]],
  ['day', ['2026-10-24T12:00:00+02:00', '2026-10-25T12:00:00+01:00', '2026-10-28T12:00:00+01:00'], [1, 3]],
  ['hour', ['2026-11-21 10:00:00', '2026-11-21 11:02', '2026-11-21T14:00Z'], [1, 3]],
  ['5m', ['1700000000', '1700000300', '1700001200'], [1, 3]],
  ['PT5M', ['1700000000000', '1700000300000', '1700001200000'], [1, 3]],
  ['week', ['2026-11-02', '2026-11-09', '2026-11-30'], [1, 3]],
])('a cadence of %s counts %j as %j', (cadence, rows, expected) => {
  expect(steps(cadence, ...rows)).toEqual(expected);
});

test('without a cadence the median gap so far is one step', () => {
  expect(steps(null, '0', '10', '20', '30', '60', '70')).toEqual([1, 1, 1, 3, 1]);
  expect(steps(null, '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-06-01')).toEqual([1, 1, 1, 2]);
});

test('a row that is not later, or of another kind, has no steps', () => {
  expect(steps(null, '2026-11-02', '2026-11-02')).toEqual([null]);
  expect(steps(null, '2026-11-02', '2026-11-01')).toEqual([null]);
  expect(steps('day', '2026-11-02', '7')).toEqual([null]);
});

test.each(['', 'monday', '2026-13-01', '2026-02-30', '2026-Q5', '2026-11-21T25:00'])('"%s" is no time', (text) => {
  expect(positionOf(text)).toBeNull();
});

test.each(['', '0m', 'PT', 'P1M2D', 'daily'])('"%s" is no cadence', (text) => {
  expect(() => readCadence(text)).toThrow(/cadence/);
});
