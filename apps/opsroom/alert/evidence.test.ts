import { expect, test } from '@jest/globals';
import { assessmentOf, deviationOf, pointOf, seriesOf } from '../chart/testing.js';
import { evidenceOf } from './evidence.js';

const told = deviationOf({ id: '2026-11-05', onset: '2026-11-05' });
const dayName = (day: number) => `2026-11-${String(day).padStart(2, '0')}`;

/** The first days of November, the fifth of which is told as odd. */
function november(days: number, odd = 5) {
  const names = Array.from({ length: days }, (_, index) => dayName(index + 1));
  return seriesOf(
    names.map((name) => pointOf(name, { assessment: assessmentOf(name === dayName(odd) ? told : null) })),
  );
}

const daysOf = (series: ReturnType<typeof november>, deviation = told) =>
  evidenceOf(series, deviation).map(({ point }) => point.period);

test('evidence begins two figures before the onset and goes on to now', () => {
  expect(daysOf(november(7))).toEqual([3, 4, 5, 6, 7].map(dayName));
  expect(daysOf(november(5, 1), deviationOf({ id: told.id, onset: dayName(1) }))[0]).toBe(dayName(1));
});

test('it is at most a dozen figures', () => {
  expect(daysOf(november(28))).toHaveLength(12);
});

test('it says with which figure the deviation was told, and leaves others out', () => {
  const [, , here, after] = evidenceOf(november(7), told);
  expect([here?.told, after?.told]).toEqual([told, null]);
  expect(evidenceOf(november(7), { ...told, id: 'other' }).every((row) => row.told === null)).toBe(true);
});

test('figures that were not assessed are no evidence', () => {
  const series = november(7);
  const provisional = { ...series, points: [...series.points, pointOf(dayName(8))] };
  expect(daysOf(provisional).at(-1)).toBe(dayName(7));
});

test('where the onset had no figure, it begins where it was told', () => {
  expect(daysOf(november(7), { ...told, onset: '2026-11-04T00' })[0]).toBe(dayName(3));
});

test('a series that does not reach back to the onset has none', () => {
  expect(evidenceOf(november(7), deviationOf({ id: 'x', onset: '2025-01-01' }))).toEqual([]);
});
