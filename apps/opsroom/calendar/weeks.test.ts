import { expect, test } from '@jest/globals';
import { byWeek, weeksFrom } from './weeks.js';

test('weeks begin on a Monday, also for a Sunday', () => {
  expect(weeksFrom(new Date(2026, 10, 22, 23, 30).getTime(), 2)).toEqual({ from: '2026-11-16', to: '2026-11-29' });
  expect(weeksFrom(new Date(2026, 10, 23, 0, 30).getTime(), 1)).toEqual({ from: '2026-11-23', to: '2026-11-29' });
});

test('days are put into their weeks', () => {
  const days = ['2026-11-21', '2026-11-22', '2026-11-23'].map((date) => ({
    date,
    hours: [],
    holiday: null,
    minutes: 0,
    left: 0,
  }));
  expect(byWeek(days).map(({ monday, days: own }) => [monday, own.length])).toEqual([
    ['2026-11-16', 2],
    ['2026-11-23', 1],
  ]);
});
