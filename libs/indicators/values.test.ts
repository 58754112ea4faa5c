import { describe, expect, it } from '@jest/globals';
import type { Good, Scale } from '#libs/contracts';
import * as fc from 'fast-check';
import { checkValue, indicesOf, isGood, valueAt } from './values.js';

describe('the value that holds on a date', () => {
  const agreed = [
    { from: '2026-01-01', value: 10, evidence: 'counted' },
    { from: '2026-07-01', value: 12, evidence: 'a second press' },
  ];
  it.each([
    ['2025-12-31T22:00:00', null],
    ['2026-01-01T00:00:00', 10],
    ['2026-06-30T22:00:00', 10],
    ['2026-07-01T00:00:00', 12],
    ['2030-01-01T00:00:00', 12],
  ])('at %s is %s', (starts, value) => {
    expect(valueAt(agreed, starts)).toBe(value);
    expect(valueAt(agreed.toReversed(), starts)).toBe(value);
  });
});

const rounded = (good: Good, a: number | null, c: number | null, p: number | null) =>
  Object.values(indicesOf(good, a, c, p)).map((index) => (index === null ? null : Number(index.toFixed(2))));

describe('the indices', () => {
  it.each<[string, Good, (number | null)[], (number | null)[]]>([
    ['as Beer checks them', 'more', [40_000, 60_000, 100_000], [0.67, 0.6, 0.4]],
    ['turned over where less is good', 'less', [40, 20, 10], [0.5, 0.5, 0.25]],
    ['without an agreed potentiality', 'more', [40, 60, null], [0.67, null, null]],
    ['without an agreed capability', 'more', [40, null, 100], [null, null, 0.4]],
    ['without a figure', 'more', [null, 60, 100], [null, 0.6, null]],
    ['with nothing done', 'more', [0, 60, 100], [0, 0.6, 0]],
    ['with nothing that could be done', 'more', [0, 0, 100], [null, 0, 0]],
    ['of no loss at all', 'less', [0, 20, 10], [null, 0.5, null]],
    ['below nought', 'more', [-5, 20, 40], [null, 0.5, null]],
    ['near a target', { near: 5 }, [4, 5, 5], [null, null, null]],
  ])('%s', (_what, good, [a = null, c = null, p = null], indices) => {
    expect(rounded(good, a, c, p)).toEqual(indices);
  });

  it('performance is productivity times latency, and no index is infinite', () => {
    const figure = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(fc.constantFrom<Good>('more', 'less'), figure, figure, figure, (good, a, c, p) => {
        const { productivity, latency, performance } = indicesOf(good, a, c, p);
        expect([productivity, latency, performance]).not.toContain(Infinity);
        fc.pre(productivity !== null && latency !== null && performance !== null);
        expect(productivity * latency).toBeCloseTo(performance, 9);
      }),
    );
  });
});

describe('the scale', () => {
  it.each<[Scale, number, boolean]>([
    ['real', -3.5, true],
    ['real', Number.NaN, false],
    ['real', Number.POSITIVE_INFINITY, false],
    ['positive', 0, true],
    ['positive', -0.1, false],
    ['count', 12, true],
    ['count', 1.5, false],
    ['count', -1, false],
    ['fraction', 1, true],
    ['fraction', 1.01, false],
    ['fraction', -0.01, false],
  ])('%s takes %s: %s', (scale, value, fits) => {
    expect(checkValue(scale, value) === null).toBe(fits);
  });
});

describe('whether a change is for the better', () => {
  it.each<[Good, 'up' | 'down', [number, number], 'pain' | 'pleasure']>([
    ['more', 'up', [1, 2], 'pleasure'],
    ['more', 'down', [2, 1], 'pain'],
    ['less', 'up', [1, 2], 'pain'],
    ['less', 'down', [2, 1], 'pleasure'],
    [{ near: 5 }, 'up', [1, 4], 'pleasure'],
    [{ near: 5 }, 'up', [5, 6], 'pain'],
    [{ near: 5 }, 'down', [6, 2], 'pain'],
    [{ near: 5 }, 'up', [4, 6], 'pain'],
  ])('%j going %s from %j is %s', (good, direction, [before, after], sign) => {
    expect(isGood(good, direction, before, after)).toBe(sign);
  });
});
