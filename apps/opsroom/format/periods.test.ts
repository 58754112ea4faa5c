import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isoDate, periodLabel, periodsBack, periodStart } from './periods.js';

describe('periods', () => {
  test.each([
    ['2026', '2026-01-01'],
    ['2026-Q4', '2026-10-01'],
    ['2026-11', '2026-11-01'],
    ['2026-W01', '2025-12-29'],
    ['2026-W47', '2026-11-16'],
    ['2026-11-21', '2026-11-21'],
    ['2026-11-21/2', '2026-11-21'],
    ['2026-11-21T14+01:00', '2026-11-21'],
  ])('%s begins on %s', (period, date) => {
    expect(isoDate(periodStart(period) ?? 0)).toBe(date);
  });

  test('a name that is no period has no start and is shown as it is', () => {
    expect(periodStart('soon')).toBeNull();
    expect(periodLabel('soon')).toBe('soon');
  });

  test.each([
    ['2026', '2026'],
    ['2026-Q4', 'Q4 2026'],
    ['2026-11', 'November 2026'],
    ['2026-W47', 'W47 2026 (16 Nov–)'],
    ['2026-11-21', 'Sat, 21 Nov 2026'],
    ['2026-11-21/2', 'Sat, 21 Nov 2026 / 2'],
    ['2026-11-21T14+01:00', 'Sat, 21 Nov 2026, 14:00'],
    ['2026-11-21T14:30+01:00', 'Sat, 21 Nov 2026, 14:30'],
  ])('%s is written %s', (period, label) => {
    expect(periodLabel(period, 'en-GB')).toBe(label);
  });

  test.each([
    ['2026-Q4', 'T4 2026'],
    ['2026-W47', 'sem. 47 2026 (16 nov–)'],
  ])('%s is written %s in Spanish', (period, label) => {
    expect(periodLabel(period, 'es-ES')).toBe(label);
  });
});

describe('the periods before one', () => {
  test.each([
    ['2026', 'year', '2025'],
    ['2026-Q1', 'quarter', '2025-Q4'],
    ['2026-01', 'month', '2025-12'],
    ['2026-W01', 'week', '2025-W52'],
    ['2021-W01', 'week', '2020-W53'],
    ['2026-03-01', 'day', '2026-02-28'],
    ['2026-11-21T00+01:00', 'hour', '2026-11-20T23+01:00'],
  ] as const)('before %s (%s) comes %s', (period, cadence, before) => {
    expect(periodsBack(period, cadence, 2)).toEqual([period, before]);
  });

  test('shifts count back into the day before', () => {
    expect(periodsBack('2026-11-21/2', { shifts: ['06:00', '14:00', '22:00'] }, 3)).toEqual([
      '2026-11-21/2',
      '2026-11-21/1',
      '2026-11-20/3',
    ]);
  });

  test('minutes keep their offset', () => {
    expect(periodsBack('2026-11-21T14:00+01:00', { minutes: 15 }, 2)[1]).toBe('2026-11-21T13:45+01:00');
  });

  test('weeks lie seven days apart, whatever the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2060 }), fc.integer({ min: 1, max: 52 }), (year, week) => {
        const name = `${year}-W${String(week).padStart(2, '0')}`;
        const [own, before = ''] = periodsBack(name, 'week', 2);
        expect((periodStart(own ?? '') ?? 0) - (periodStart(before) ?? 0)).toBe(7 * 86_400_000);
      }),
    );
  });
});
