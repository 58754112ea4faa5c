import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Scale } from '#libs/contracts';
import type { FilterAssessment, FilterInput } from '../filter.js';
import { normals } from '../noise.suite.js';
import { deferredCollapse } from './filter.js';
import { proceed } from './update.js';

const { start, update, freeze, thaw } = deferredCollapse;
const settings = (scale: Scale) => ({ cadence: 'day', scale, sensitivity: 'normal' }) as const;

function assessed(inputs: readonly FilterInput[], scale: Scale = 'real'): FilterAssessment[] {
  let state = start(settings(scale));
  return inputs.map((input) => {
    const updated = update(state, input);
    state = updated.state;
    return updated.assessment;
  });
}

const rows = (values: readonly number[]): FilterInput[] => values.map((value) => ({ elapsed: 1, value, weight: 1 }));
/** Series with changes in them at random. */
const eventful = fc
  .record({
    seed: fc.nat(10_000),
    size: fc.double({ min: -8, max: 8, noNaN: true }),
    at: fc.integer({ min: 0, max: 119 }),
  })
  .map(({ seed, size, at }) => normals(seed, 120).map((noise, i) => noise + (i < at ? 0 : size)));

describe('laws of the filter', () => {
  test('a state that is changed instead of copied leads to the same, and no other one is touched', () => {
    fc.assert(
      fc.property(eventful, fc.nat(119), (series, from) => {
        const inputs = rows(series);
        const begun = inputs
          .slice(0, from)
          .reduce((state, input) => update(state, input).state, start(settings('real')));
        const frozen = freeze(begun);
        let [own, other] = [begun, begun];
        for (const input of inputs.slice(from)) {
          const changed = (own === begun ? update : proceed)(own, input);
          const copied = update(other, input);
          expect(changed).toEqual(copied);
          [own, other] = [changed.state, copied.state];
        }
        expect(freeze(begun)).toBe(frozen);
      }),
      { numRuns: 10 },
    );
  });

  test('another unit and another zero change forecasts alike and probabilities not at all', () => {
    fc.assert(
      fc.property(eventful, fc.integer({ min: -30, max: 30 }), fc.constantFrom(0, 1, -1000), (series, power, zero) => {
        const unit = 2 ** power;
        const own = assessed(rows(series)).slice(10);
        const other = assessed(rows(series.map((value) => unit * (value + zero)))).slice(10);
        other.forEach(({ forecast, probabilities, deviation }, i) => {
          expect(forecast.mean / unit - zero).toBeCloseTo(own[i]?.forecast.mean ?? NaN, 4);
          expect(forecast.sd / unit).toBeCloseTo(own[i]?.forecast.sd ?? NaN, 4);
          expect(probabilities.step).toBeCloseTo(own[i]?.probabilities.step ?? NaN, 4);
          expect(probabilities.transient).toBeCloseTo(own[i]?.probabilities.transient ?? NaN, 4);
          expect([deviation?.status, deviation?.kind]).toEqual([own[i]?.deviation?.status, own[i]?.deviation?.kind]);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('what is mirrored is told mirrored', () => {
    fc.assert(
      fc.property(eventful, (series) => {
        const own = assessed(rows(series));
        const mirrored = assessed(rows(series.map((value) => -value)));
        mirrored.forEach(({ level, deviation }, i) => {
          expect(-level).toBeCloseTo(own[i]?.level ?? NaN, 6);
          expect(deviation?.size ?? 0).toBeCloseTo(-(own[i]?.deviation?.size ?? 0), 6);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('from 1e-12 to 1e12, counts, fractions and positive figures: all that is said is finite', () => {
    const wide = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 1e-12, 1e12, 3, 1e6));
    const scales = fc.constantFrom('count', 'fraction', 'positive', 'real' as const);
    fc.assert(
      fc.property(
        fc.array(wide, { minLength: 30, maxLength: 80 }),
        scales,
        fc.integer({ min: 1, max: 500 }),
        (values, scale, of) => {
          const inputs = values.map((value) => ({
            elapsed: 1,
            value: scale === 'fraction' ? Math.min(1, value) : scale === 'count' ? Math.round(value) : value,
            weight: 1,
            of,
          }));
          for (const { forecast, level, levelSd, slope, score } of assessed(inputs, scale)) {
            expect([forecast.mean, forecast.sd, level, levelSd, slope, score].every(Number.isFinite)).toBe(true);
            expect(forecast.sd).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a hundred thousand values later the state is no larger and the forecasts are no worse', () => {
    const noise = normals(1, 100_000);
    let state = start(settings('real'));
    const sizes: number[] = [];
    const squares: number[] = [];
    noise.forEach((value, i) => {
      const updated = update(state, { elapsed: 1 + (i % 97 === 0 ? 3 : 0), value, weight: 1 });
      state = updated.state;
      if (i % 10_000 === 9999) sizes.push(freeze(state).length);
      if (i > 90_000) squares.push((value - updated.assessment.forecast.mean) ** 2);
    });
    expect(Math.max(...sizes)).toBeLessThan(16_000);
    expect(squares.reduce((sum, square) => sum + square, 0) / squares.length).toBeLessThan(1.06);
    expect(thaw(freeze(state))).toStrictEqual(state);
  });
});
