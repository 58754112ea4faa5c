import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatChange, formatIndex, formatLike, formatNumber, formatShare, parseFigure } from './numbers.js';

describe('writing figures', () => {
  test.each([
    [12_345.6, '12,346'],
    [123.44, '123.4'],
    [0.7523, '0.752'],
    [7, '7'],
    [-3.456, '-3.46'],
  ])('%d is written %s', (value, text) => {
    expect(formatNumber(value, 'en-GB')).toBe(text);
  });

  test('a change carries its sign, no change none', () => {
    expect(formatChange(2.5, 'en-GB')).toBe('+2.5');
    expect(formatChange(-2.5, 'en-GB')).toBe('-2.5');
    expect(formatChange(0, 'en-GB')).toBe('0');
  });

  test('indices have two decimals, shares none', () => {
    expect(formatIndex(0.6, 'en-GB')).toBe('0.60');
    expect(formatShare(0.666, 'auto', 'en-GB')).toBe('67%');
    expect(formatShare(0.1, 'exceptZero', 'en-GB')).toBe('+10%');
  });

  test('a column lines up by its largest figure', () => {
    expect(formatLike(0.8, 0.9, 'auto', 'en-GB')).toBe('0.800');
    expect(formatLike(0.8, 400, 'auto', 'en-GB')).toBe('0.8');
  });
});

describe('reading figures as people type them', () => {
  test.each([
    ['12', 'en-GB', 12],
    [' 0.75 ', 'en-GB', 0.75],
    ['0,75', 'en-GB', 0.75],
    ['1,234', 'en-GB', 1234],
    ['1,234.5', 'en-GB', 1234.5],
    ['1.234,5', 'de-DE', 1234.5],
    ['1.234', 'de-DE', 1234],
    ['1.23', 'de-DE', 1.23],
    ["1'234.5", 'de-CH', 1234.5],
    ['1 234,5', 'fr-FR', 1234.5],
    ['-3.5', 'en-GB', -3.5],
    ['−3', 'en-GB', -3],
    ['.5', 'en-GB', 0.5],
    ['0.075', 'de-DE', 0.075],
  ])('"%s" in %s is %d', (text, locale, value) => {
    expect(parseFigure(text, locale)).toBe(value);
  });

  test.each(['', ' ', '-', 'twelve', '12 pieces', '1e5', '.', '--1'])('"%s" is no figure', (text) => {
    expect(parseFigure(text, 'en-GB')).toBeNull();
  });

  test('what the page writes, it reads back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999 }),
        fc.constantFrom('en-GB', 'de-DE', 'fr-FR'),
        (value, locale) => {
          expect(parseFigure(new Intl.NumberFormat(locale).format(value), locale)).toBe(value);
        },
      ),
    );
  });
});
