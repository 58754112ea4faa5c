import { describe, expect, test } from '@jest/globals';
import type { BacktestCount } from '#libs/contracts';
import { formatRate, rateInWords } from './rates.js';

const count: BacktestCount = {
  sensitivity: 'normal',
  alerts: 4,
  aYear: 2,
  aThousandRows: 40,
  kinds: { unclear: 0, transient: 1, step: 2, slope: 0 },
  signs: { pain: 2, pleasure: 1 },
  withdrawn: 1,
};

describe('how often there would be an alert', () => {
  test('says how many a year, and of which kinds', () => {
    expect(rateInWords(count)).toBe(
      'With these settings: 2 alerts a year, of which 1 for a new level, 0.5 for something that happened once.',
    );
  });

  test('says how many in a thousand figures where there is no year', () => {
    expect(rateInWords({ ...count, aYear: null })).toMatch(/^With these settings: 40 alerts in a thousand figures, of/);
  });

  test('says that there would be none', () => {
    const none = { ...count, alerts: 0, aYear: 0, kinds: { unclear: 0, transient: 0, step: 0, slope: 0 } };
    expect(rateInWords(none)).toBe('With these settings: 0 alerts a year.');
  });

  test.each([
    [0.2468, '0.25'],
    [1.333, '1.3'],
    [12.34, '12'],
  ])('%d is written %s', (rate, text) => {
    expect(formatRate(rate, 'en')).toBe(text);
  });
});
