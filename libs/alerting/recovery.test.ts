import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { hasRecovered } from './recovery.js';

const twice = (mean: number, sd: number) => [
  { mean, sd },
  { mean, sd },
];

describe('recovery', () => {
  // P(|Z| < z) = .8 at z = 1.2815516; P(-k < Z < 0) tends to .5, so at the edge it never reaches .8.
  it.each([
    ['at the level itself, sd just small enough', 100, 1 / 1.28156, true],
    ['at the level itself, sd just too wide', 100, 1 / 1.28154, false],
    ['off by half, Φ(1) − Φ(−3) = .8400', 100.5, 0.5, true],
    ['off by half, Φ(.8333) − Φ(−2.5) = .7915', 100.5, 0.6, false],
    ['at the edge', 101, 0.01, false],
    ['known exactly within', 101, 0, true],
    ['known exactly outside', 101.001, 0, false],
    ['known exactly and below', 98.9, 0, false],
  ])('%s', (_, mean, sd, back) => {
    expect(hasRecovered(100, 1, twice(mean, sd))).toBe(back);
  });

  it('needs two periods, both near', () => {
    const near = { mean: 100, sd: 0.1 };
    const far = { mean: 103, sd: 0.1 };
    expect(hasRecovered(100, 1, [near])).toBe(false);
    expect(hasRecovered(100, 1, [near, far])).toBe(false);
    expect(hasRecovered(100, 1, [far, near])).toBe(false);
    expect(hasRecovered(100, 1, [near, near])).toBe(true);
  });

  it('is the same on every scale and on both sides', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(number(-3, 3), number(0.05, 2), number(0.01, 100), number(-1000, 1000), (off, sd, scale, level) => {
        // The verdict itself is tested elsewhere: near its edge rounding may decide.
        fc.pre(hasRecovered(0, 1, twice(off, sd * 0.999)) === hasRecovered(0, 1, twice(off, sd * 1.001)));
        const plain = hasRecovered(0, 1, twice(off, sd));
        expect(hasRecovered(level, scale, twice(level + off * scale, sd * scale))).toBe(plain);
        expect(hasRecovered(0, 1, twice(-off, sd))).toBe(plain);
      }),
    );
  });
});
