import { expect, test } from '@jest/globals';
import { cadenceOf, cadenceShown, stepOf } from './steps-cadence.js';
import { type Position, positionOf, readCadence } from './steps.js';

function positions(...rows: string[]): Position[] {
  return rows.map((row) => {
    const position = positionOf(row);
    if (position === null) throw new Error(`${row} is not read`);
    return position;
  });
}

test.each([
  ['hour', 'hour'],
  ['60m', 'hour'],
  ['PT60M', 'hour'],
  ['24h', 'day'],
  ['7d', 'week'],
  ['P1W', 'week'],
  ['P1M', 'month'],
  ['P3M', 'quarter'],
  ['P12M', 'year'],
  ['P1Y', 'year'],
  ['15m', { minutes: 15 }],
  ['300s', { minutes: 5 }],
  ['10s', null],
  ['2h', null],
  ['7m', null],
  ['P2M', null],
])('--cadence %s is the cadence %j', (text, cadence) => {
  expect(cadenceOf(readCadence(text))).toEqual(cadence);
});

test.each([
  ['day', ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-09']],
  ['hour', ['2026-03-02 10:00', '2026-03-02 11:03', '2026-03-02 12:01', '2026-03-02 15:00']],
  ['week', ['2026-03-02', '2026-03-09', '2026-03-16']],
  ['month', ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']],
  ['month', ['2026-01-31', '2026-02-28', '2026-03-31']],
  ['quarter', ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']],
  ['year', ['2023-01-01', '2024-01-01', '2025-01-01']],
  [{ minutes: 5 }, ['1700000000', '1700000305', '1700000600', '1700000900']],
  [null, ['1871', '1872', '1873']],
  [null, ['1700000000', '1700000010', '1700000020']],
  [null, ['2026-03-02', '2026-03-22', '2026-04-11']],
  [null, ['2026-03-02']],
])('a cadence of %j is shown by %j', (cadence, rows) => {
  expect(cadenceShown(positions(...rows))).toEqual(cadence);
});

test.each(['hour', 'day', 'week', 'month', 'quarter', 'year', { minutes: 10 as const }] as const)(
  'the step of %j is that cadence again',
  (cadence) => {
    expect(cadenceOf(stepOf(cadence))).toEqual(cadence);
  },
);
