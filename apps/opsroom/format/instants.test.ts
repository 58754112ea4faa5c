import { describe, expect, test } from '@jest/globals';
import { words } from '../words.js';
import { localField, spanOf, urgencyOf } from './instants.js';

const minute = 60_000;
const hour = 60 * minute;

describe('time left', () => {
  test.each([
    [30_000, 'less than a minute'],
    [minute, '1 minute'],
    [45 * minute, '45 minutes'],
    [hour, '1 hour'],
    [3 * hour + 5 * minute, '3 hours 5 minutes'],
    [24 * hour, '1 day'],
    [51 * hour + 59 * minute, '2 days 3 hours'],
    [-5 * minute, 'less than a minute'],
  ])('%d ms is "%s"', (ms, text) => {
    expect(words.span(spanOf(ms))).toBe(text);
  });

  test('a clock presses more the less is left', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(urgencyOf('2026-11-22T12:00:00Z', now)).toBe('over');
    expect(urgencyOf('2026-11-22T13:30:00Z', now)).toBe('pressing');
    expect(urgencyOf('2026-11-23T09:00:00Z', now)).toBe('soon');
    expect(urgencyOf('2026-11-25T09:00:00Z', now)).toBe('calm');
  });

  test('a field for a local time reads back as the same minute', () => {
    const at = Date.parse('2026-11-22T12:34:00Z');
    expect(Date.parse(localField(at))).toBe(at);
  });
});
