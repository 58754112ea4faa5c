import { expect, test } from '@jest/globals';
import { durationInWords, termsInWords } from './terms-words.js';

test.each([
  ['PT8H', '8 hours'],
  ['P1D', '1 working day'],
  ['P2W', '2 weeks'],
  ['P1DT30M', '1 working day 30 minutes'],
  ['PT1M', '1 minute'],
])('%s is %s', (duration, text) => {
  expect(durationInWords(duration)).toBe(text);
});

const name = (id: string) => `<${id}>`;

test('terms say what they are about, how long, and when somebody is reminded', () => {
  expect(termsInWords({ dealWithin: 'P1D' }, name)).toBe('Every alert: 1 working day');
  const full = { indicator: 'x', kind: 'deviation', severity: 'severe', acknowledgeWithin: 'PT30M' } as const;
  expect(termsInWords({ ...full, dealWithin: 'PT4H' }, name)).toBe(
    'Changes in figures of <x> (severe): 4 hours; somebody on it within 30 minutes, or a reminder',
  );
  expect(termsInWords({ kind: 'cord', dealWithin: null }, name)).toBe('Cords: no agreement of its own any more');
});
