import { expect, test } from '@jest/globals';
import type { Cadence } from '#libs/contracts';
import { readPeriod } from './period.js';
import { phaseOf } from './phase.js';

test.each([
  ['hour', '2026-11-23T00+01:00', 0],
  ['hour', '2026-11-21T14+01:00', 5 * 24 + 14],
  [{ minutes: 15 }, '2026-11-24T01:30+01:00', 96 + 6],
  [{ shifts: ['06:00', '14:00', '22:00'] }, '2026-11-25/3', 8],
  ['day', '2026-11-25', 0],
  ['month', '2026-11', 0],
] satisfies [Cadence, string, number][])('%j: %s is period %d of its week', (cadence, name, phase) => {
  const period = readPeriod(cadence, 'Europe/Berlin', name);
  expect(period && phaseOf(cadence, 'Europe/Berlin', period.ordinal)).toBe(phase);
});
