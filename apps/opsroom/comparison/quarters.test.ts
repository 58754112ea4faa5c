import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quarterAfter, quarterNamed, quarterOf } from './quarters.js';

test('a quarter has its first and last day', () => {
  expect(quarterNamed('2026-Q1')).toMatchObject({ from: '2026-01-01', to: '2026-03-31' });
  expect(quarterNamed('2026-Q4')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' });
  expect(quarterNamed('2026-Q5')).toBeNull();
  expect(quarterNamed(null)).toBeNull();
});

test('a period lies in the quarter in which it begins', () => {
  expect(quarterOf('2026-11-21')?.name).toBe('2026-Q4');
  expect(quarterOf('2026-W01')?.name).toBe('2025-Q4');
  expect(quarterOf('never')).toBeNull();
});

test('quarters follow each other without gaps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1980, max: 2060 }), fc.integer({ min: 1, max: 4 }), (year, number) => {
      const quarter = quarterNamed(`${year}-Q${number}`);
      if (!quarter) throw new Error('no quarter');
      const next = quarterAfter(quarter, 1);
      expect(Date.parse(next.from) - Date.parse(quarter.to)).toBe(86_400_000);
      expect(quarterAfter(next, -1)).toEqual(quarter);
    }),
  );
});
