import { describe, expect, test } from '@jest/globals';
import { blank, explain, lens } from './explain.js';

const light = lens(1, 1, { freedom: 1e9, nu: 1e9 });
const density = (e: number) => {
  const out = blank();
  explain(e, 1, light, out);
  return Math.exp(out.logP);
};

describe('two explanations of an innovation, matched to one', () => {
  test('are a density: they add up to 1', () => {
    let sum = 0;
    for (let e = -80; e <= 80; e += 0.01) sum += density(e) * 0.01;
    expect(sum).toBeCloseTo(1, 4);
  });

  test.each([0, 0.7, 2, 3.5, 6, 20])('have the mean and variance of their mixture at %d sd', (e) => {
    const out = blank();
    explain(e, 1, light, out);
    const [share, outlier] = [1 / 61, out.r];
    const mean = (1 - outlier) * e + outlier * share * e;
    const variance = 1 - ((1 - outlier) * 1 + outlier * share) + outlier * (1 - outlier) * (e - share * e) ** 2;
    expect(e * out.g).toBeCloseTo(mean, 6);
    expect(1 - out.h).toBeCloseTo(variance, 5);
  });

  test('what is far out is an outlier and moves nothing; what is near is none', () => {
    const out = blank();
    explain(12, 1, light, out);
    expect(out.r).toBeGreaterThan(0.999);
    expect(out.g).toBeLessThan(0.02);
    explain(1, 1, light, out);
    expect(out.r).toBeLessThan(0.003);
  });

  test('heavy tails are less surprised', () => {
    const [thin, heavy] = [light, lens(1, 1, { freedom: 1e9, nu: 4 })].map((through) => {
      const out = blank();
      explain(5, 1, through, out);
      return out.r;
    });
    expect(heavy).toBeLessThan(0.2 * (thin ?? 0));
  });
});
