import { expect, test } from '@jest/globals';
import { amountOf, sentence } from './sentences.js';

const low = { direction: 'down', amount: '18 %', sd: '3.4' } as const;

test.each([
  [
    { status: 'raised', kind: 'unclear' },
    'Unusually low: about 18 % (3.4 sd) below what was expected; the next figures will tell whether it lasts.',
  ],
  [{ status: 'settled', kind: 'step' }, 'The level has dropped by about 18 %, and the figures since confirm it.'],
  [
    { status: 'settled', kind: 'transient' },
    'A one-off: one figure was about 18 % (3.4 sd) below what was expected, and it did not last.',
  ],
  [
    { status: 'settled', kind: 'slope' },
    'The trend has turned downwards by about 18 % a period, and the figures since confirm it.',
  ],
  [{ status: 'withdrawn' }, 'It was nothing after all: with the figures since, it lies within what is ordinary.'],
] as const)('%j is told in one plain sentence', (told, expected) => {
  expect(sentence(told, low)).toBe(expected);
});

test('a size is told in the words that fit the scale', () => {
  expect(amountOf(-36.2, 200, 'positive')).toBe('18 %');
  expect(amountOf(-0.153, 0.8, 'fraction')).toBe('15 percentage points');
  expect(amountOf(-36.2, 200, 'real')).toBe('36');
  expect(amountOf(5, 0, 'count')).toBe('5');
});
