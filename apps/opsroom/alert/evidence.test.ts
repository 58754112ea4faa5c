import { expect, test } from '@jest/globals';
import { assessmentOf, deviationOf, pointOf, seriesOf } from '../chart/testing.js';
import { evidenceOf } from './evidence.js';

const told = deviationOf({ id: '2026-11-05', onset: '2026-11-05' });
const dayName = (day: number) => `2026-11-${String(day).padStart(2, '0')}`;

/** The first days of November, on the fifth of which something is told. */
function november(days: number, deviation = told) {
  const names = Array.from({ length: days }, (_, index) => dayName(index + 1));
  return seriesOf(
    names.map((name) => pointOf(name, { assessment: assessmentOf(name === dayName(5) ? deviation : null) })),
  );
}

const daysOf = (series: ReturnType<typeof november>, deviation = told) =>
  evidenceOf(series, deviation).map(({ point }) => point.period);

test('evidence begins two figures before the onset and goes on to now', () => {
  expect(daysOf(november(7))).toEqual([3, 4, 5, 6, 7].map(dayName));
  const early = { ...told, onset: dayName(1) };
  expect(daysOf(november(5, early), early)[0]).toBe(dayName(1));
});

test('it is at most a dozen figures', () => {
  expect(daysOf(november(28))).toHaveLength(12);
});

test('it says with which figure the deviation was told', () => {
  const [, , here, after] = evidenceOf(november(7), told);
  expect([here?.told, after?.told]).toEqual([told, null]);
});

test('figures that were not assessed are no evidence', () => {
  const series = november(7);
  const provisional = { ...series, points: [...series.points, pointOf(dayName(8))] };
  expect(daysOf(provisional).at(-1)).toBe(dayName(7));
});

test('where the onset had no figure, it begins where it was told', () => {
  const onset = { ...told, onset: '2026-11-04T00' };
  expect(daysOf(november(7, onset), onset)[0]).toBe(dayName(3));
});

test('a series that does not reach back to the onset has none', () => {
  expect(
    evidenceOf(november(7), deviationOf({ id: 'x', onset: '2025-01-01', sentence: { en: 'It rose.', es: 'Subió.' } })),
  ).toEqual([]);
});

test('of a change that has joined an older alert, the evidence is its own', () => {
  const joined = { ...told, id: 'older', onset: dayName(1) };
  expect(evidenceOf(november(6), joined).map((row) => [row.point.period, row.told])).toEqual([
    [dayName(3), null],
    [dayName(4), null],
    [dayName(5), told],
    [dayName(6), null],
  ]);
});
