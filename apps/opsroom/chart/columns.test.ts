import { describe, expect, test } from '@jest/globals';
import { columnsOf, expectedRange, inForce, scaleOf } from './columns.js';
import { assessmentOf, pointOf, seriesOf } from './testing.js';

describe('columns', () => {
  test('all have one length, in order of time', () => {
    const columns = columnsOf(seriesOf([pointOf('2026-11-02'), pointOf('2026-11-03')]));
    expect(columns.times).toEqual([Date.UTC(2026, 10, 2) / 1000, Date.UTC(2026, 10, 3) / 1000]);
    for (const column of [columns.points, columns.figure, columns.low, columns.level, columns.capability])
      expect(column).toHaveLength(2);
  });

  test('a weekend is joined, a longer pause breaks the line', () => {
    const weekend = columnsOf(seriesOf([pointOf('2026-11-06'), pointOf('2026-11-09')]));
    expect(weekend.figure).toEqual([10, 10]);
    const pause = columnsOf(seriesOf([pointOf('2026-11-06'), pointOf('2026-11-12')]));
    expect(pause.figure).toEqual([10, null, 10]);
    expect(pause.points[1]).toBeNull();
  });

  test('of months, one missing breaks the line', () => {
    const month = (name: string) => pointOf(name, { starts: `${name}-01T00:00:00` });
    expect(columnsOf(seriesOf([month('2026-01'), month('2026-02')], { cadence: 'month' })).figure).toHaveLength(2);
    expect(columnsOf(seriesOf([month('2026-01'), month('2026-03')], { cadence: 'month' })).figure).toEqual([
      10,
      null,
      10,
    ]);
  });

  test('the expected range is two sd either side, and no lower than the scale goes', () => {
    const point = pointOf('2026-11-02', { assessment: { ...assessmentOf(), forecast: { mean: 1, sd: 1 } } });
    expect(expectedRange(point, 'real')).toEqual({ low: -1, high: 3 });
    expect(expectedRange(point, 'positive')).toEqual({ low: 0, high: 3 });
    expect(expectedRange(pointOf('2026-11-02'), 'real')).toBeNull();
  });

  test('capability and the like hold from their date on', () => {
    const values = [
      { from: '2026-11-03', value: 8 },
      { from: '2026-01-01', value: 7 },
    ];
    expect(inForce(values, '2025-12-31')).toBeNull();
    expect(inForce(values, '2026-11-02')).toBe(7);
    expect(inForce(values, '2026-11-03')).toBe(8);
    expect(inForce([], '2026-11-03')).toBeNull();
  });
});

describe('the scale', () => {
  test('holds every figure and line, with air', () => {
    const columns = columnsOf(
      seriesOf([pointOf('2026-11-02', { comparable: 4 })], {
        potentiality: [{ from: '2026-01-01', value: 20, evidence: 'x' }],
      }),
    );
    const [low, high] = scaleOf(columns);
    expect(low).toBeLessThan(4);
    expect(high).toBeGreaterThan(20);
  });

  test('is not blown up by a filter that has seen little', () => {
    const unsure = { ...assessmentOf(), forecast: { mean: 10, sd: 1e6 } };
    const points = Array.from({ length: 20 }, (_, day) =>
      pointOf(`2026-11-${String(day + 1).padStart(2, '0')}`, {
        comparable: 9 + (day % 3),
        assessment: day === 0 ? unsure : assessmentOf(),
      }),
    );
    expect(scaleOf(columnsOf(seriesOf(points)))[1]).toBeLessThan(15);
  });

  test('of nothing is from 0 to 1', () => {
    expect(scaleOf(columnsOf(seriesOf([])))).toEqual([0, 1]);
  });
});
