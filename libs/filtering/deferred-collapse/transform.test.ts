import { describe, expect, test } from '@jest/globals';
import { figureOf, offLine, onLine, samplingVariance, transformFor } from './transform.js';

const scales = ['real', 'positive', 'count', 'fraction'] as const;
const figures = { real: [-5, 0, 3.25], positive: [0, 0.5, 900], count: [0, 1, 57], fraction: [0, 0.13, 1] };

describe('the way onto the line and back', () => {
  test.each(scales)('of %s figures comes back to where it began, and keeps their order', (scale) => {
    const transform = transformFor(scale, figures[scale]);
    const places = figures[scale].map((figure) => onLine(transform, figure));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    places.forEach((place, i) => expect(offLine(transform, place)).toBeCloseTo(figures[scale][i] ?? NaN, 9));
  });

  test.each(['positive', 'count', 'fraction'] as const)('of %s figures never leads out of their limits', (scale) => {
    const transform = transformFor(scale, figures[scale]);
    for (const place of [-1e6, -3, 0, 3, 1e6]) {
      expect(offLine(transform, place)).toBeGreaterThanOrEqual(0);
      expect(offLine(transform, place)).toBeLessThanOrEqual(scale === 'fraction' ? 1 : Infinity);
    }
  });

  test('makes the noise of counts about alike everywhere: one on the line is √n in counts', () => {
    const transform = transformFor('count', []);
    for (const mean of [10, 100, 10_000]) {
      const { sd } = figureOf(transform, { mean: onLine(transform, mean), sd: 1 });
      expect(sd / Math.sqrt(mean)).toBeCloseTo(1, 1);
    }
  });

  test('a fraction of few is surer of nothing than sampling lets it be', () => {
    const of = 50;
    const transform = { ...transformFor('fraction', []), of };
    expect(samplingVariance(transform, 0)).toBeCloseTo(4 / of, 9);
    expect(samplingVariance(transformFor('fraction', []), 0)).toBe(0);
    expect(samplingVariance(transformFor('real', []), 0)).toBe(0);
  });
});
