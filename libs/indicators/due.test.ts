import { expect, it } from '@jest/globals';
import type { Cadence, RollUpRule } from '#libs/contracts';
import { dueAt } from './due.js';
import { readPeriod } from './period.js';

const free: RollUpRule = { rule: 'sum', leastCoverage: 0.8 };

it.each<[string, [Cadence, string], [RollUpRule, number], number]>([
  ['a tenth of a day', ['day', '2026-11-21'], [free, 1], 144],
  ['the same in a night of 25 hours', ['day', '2026-10-25'], [free, 1], 144],
  ['twice that, one level higher', ['day', '2026-11-21'], [free, 2], 288],
  ['at most twelve hours', ['month', '2026-11'], [free, 1], 720],
  ['at least five minutes', [{ minutes: 10 }, '2026-11-21T14:30+01:00'], [free, 1], 5],
  ['a tenth of an hour', ['hour', '2026-11-21T14+01:00'], [free, 1], 6],
  ['a tenth of a shift', [{ shifts: ['06:00', '14:00', '22:00'] }, '2026-11-21/2'], [free, 1], 48],
  ['what was set, at every level', ['day', '2026-11-21'], [{ ...free, grace: 'PT8H' }, 3], 480],
])('a period is settled after %s', (_what, [cadence, name], [rule, height], minutes) => {
  const period = readPeriod(cadence, 'Europe/Madrid', name);
  if (!period) throw new Error(`${name} is a period`);
  expect((dueAt(period, rule, cadence, height) - period.endsAt) / 60_000).toBe(minutes);
});
