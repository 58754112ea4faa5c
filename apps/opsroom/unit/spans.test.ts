import { describe, expect, test } from '@jest/globals';
import { seriesPath } from './series-path.js';
import { endOfDay, spansFor, startOf, usualSpan } from './spans.js';

describe('how far back a chart looks', () => {
  test('daily figures offer three months, monthly ones five years', () => {
    expect(spansFor(['day'])).toEqual(['quarter', 'year', 'all']);
    expect(spansFor(['month'])).toEqual(['year', 'years', 'all']);
    expect(spansFor(['day', 'month'])).toEqual(['quarter', 'year', 'years', 'all']);
    expect(usualSpan({ minutes: 15 })).toBe('quarter');
    expect(usualSpan('year')).toBe('years');
  });

  test('is counted from the newest figure, not from today', () => {
    expect(startOf('quarter', '2020-12-31')).toBe('2020-09-30');
    expect(startOf('year', '2020-12')).toBe('2019-12-01');
    expect(startOf('all', '2020-12')).toBeNull();
    expect(startOf('year', null)).toBeNull();
  });

  test('"as known on" a day includes what came that day', () => {
    expect(new Date(endOfDay('2026-11-21')).getTime()).toBe(new Date(2026, 10, 22).getTime());
  });

  test('an address names only what was chosen', () => {
    expect(seriesPath('a.b', { from: null, known: null })).toBe('/api/indicators/a.b/series');
    const query = new URLSearchParams(seriesPath('a.b', { from: '2026-01-01', known: '2026-11-21' }).split('?')[1]);
    expect(query.get('from')).toBe('2026-01-01');
    expect(query.get('asKnownAt')).toBe(endOfDay('2026-11-21'));
  });
});
