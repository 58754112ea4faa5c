import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Filter, FilterAssessment, FilterInput, FilterSettings } from './filter.js';
import { normals } from './noise.suite.js';

const settings: FilterSettings = { cadence: null, scale: 'real', sensitivity: 'normal' };
const values = (numbers: readonly (number | null)[]): FilterInput[] =>
  numbers.map((value) => ({ elapsed: 1, value, weight: 1 }));

/** Numbers as they come when a meter is broken: huge, tiny, constant, two-valued, and the ordinary among them. */
const hostile = fc.oneof(
  fc.constantFrom(0, 1, -1, 1e12, -1e12, 1e-12, -1e-12, 5, 5.000001),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const row = fc.record({
  elapsed: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 11_000 })),
  value: fc.option(hostile, { freq: 6 }),
  weight: fc.oneof(fc.constant(1), fc.double({ min: 1e-6, max: 1, noNaN: true })),
});
const rows = fc.array(row, { minLength: 1, maxLength: 60, size: 'max' });
/** A series with level shifts and outliers in it, as numbers of an ordinary size. */
const eventful = [...normals(1, 40), ...normals(2, 20).map((x) => x + 6), 25, ...normals(3, 40)];

/** What any filter with the verbs of `Filter` must do, whatever its method. */
export function filterContract<State>(name: string, filter: Filter<State>): void {
  const run = (inputs: readonly FilterInput[], from = filter.start(settings)) => {
    let state = from;
    const assessments = inputs.map((input) => {
      const updated = filter.update(state, input);
      state = updated.state;
      return updated.assessment;
    });
    return { state, assessments };
  };

  describe(`the contract of a filter: ${name}`, () => {
    test('the forecast is made before the value is seen', () => {
      const { state } = run(values(eventful));
      const forecasts = [0, 7, -1e9].map(
        (value) => filter.update(state, { elapsed: 1, value, weight: 1 }).assessment.forecast,
      );
      expect(new Set(forecasts.map((forecast) => JSON.stringify(forecast))).size).toBe(1);
    });

    test('whatever finite numbers come, all that is said is finite, probabilities add up to 1, and no row fails', () => {
      fc.assert(
        fc.property(rows, (inputs) => expect(insane(run(inputs).assessments)).toEqual([])),
        { numRuns: 200 },
      );
    });

    test('constants, two values, square waves and a spike in zeros are taken', () => {
      const zeros = Array.from({ length: 60 }, () => 0);
      const square = zeros.map((_, i) => (i % 20 < 10 ? 1e-12 : 1e12));
      for (const series of [zeros.map(() => 7), zeros.map((_, i) => i % 2), square, [...zeros, 1e12, ...zeros]]) {
        expect(insane(run(values(series)).assessments)).toEqual([]);
      }
    });

    test('the same rows lead to the same state, and no state is changed by an update', () => {
      fc.assert(
        fc.property(rows, (inputs) => {
          const before = filter.start(settings);
          const frozen = filter.freeze(before);
          const [once, again] = [run(inputs, before), run(inputs, before)];
          expect(again).toStrictEqual(once);
          expect(filter.freeze(before)).toBe(frozen);
        }),
        { numRuns: 50 },
      );
    });

    test('a state that was frozen and thawed at any row goes on bit for bit', () => {
      fc.assert(
        fc.property(rows, rows, (first, second) => {
          const { state } = run(first);
          const thawed = filter.thaw(filter.freeze(state), settings);
          if (thawed === null) throw new Error('the filter does not thaw what it froze');
          expect(run(second, thawed)).toStrictEqual(run(second, state));
        }),
        { numRuns: 50 },
      );
    });

    test('nothing is thawed from another version, other settings or a text that is none', () => {
      const text = filter.freeze(run(values(eventful)).state);
      expect(filter.thaw(text.replace(filter.version, 'of-old'))).toBeNull();
      expect(filter.thaw(text, { ...settings, sensitivity: 'calm' })).toBeNull();
      expect(['', '{}', 'null', text.slice(0, -9)].map((broken) => filter.thaw(broken))).toEqual([
        null,
        null,
        null,
        null,
      ]);
    });

    test('a missing value has a forecast and never tells a deviation', () => {
      const inputs = values(eventful.flatMap((value) => [value, null]));
      const silent = run(inputs).assessments.filter((_, i) => i % 2 === 1);
      expect(insane(silent)).toEqual([]);
      expect(silent.every(({ deviation }) => deviation === null)).toBe(true);
    });

    test('rows left out and rows without a value come to the same', () => {
      const { state } = run(values(eventful));
      const told = run(values([null, null, 1]), state).assessments.at(-1);
      const leftOut = filter.update(state, { elapsed: 3, value: 1, weight: 1 }).assessment;
      expect(leftOut.forecast.mean).toBeCloseTo(told?.forecast.mean ?? NaN, 9);
      expect(leftOut.forecast.sd).toBeCloseTo(told?.forecast.sd ?? NaN, 9);
      expect(leftOut.level).toBeCloseTo(told?.level ?? NaN, 9);
    });

    test('another zero and another unit of measure change nothing but zero and unit', () => {
      const inOwn = run(values(eventful)).assessments.slice(12);
      const inOther = run(values(eventful.map((x) => 1000 + 50 * x))).assessments.slice(12);
      inOther.forEach((other, i) => {
        const own = inOwn[i];
        expect((other.level - 1000) / 50).toBeCloseTo(own?.level ?? NaN, 6);
        expect(other.forecast.sd / 50).toBeCloseTo(own?.forecast.sd ?? NaN, 6);
        expect(other.probabilities.steady).toBeCloseTo(own?.probabilities.steady ?? NaN, 6);
        expect(other.deviation?.status).toBe(own?.deviation?.status);
      });
    });

    test('the level is unknown before the first value and known after it', () => {
      const before = filter.start(settings);
      expect(filter.levelOf(before)).toBeNull();
      expect(filter.levelOf(run(values([null]), before).state)).toBeNull();
      expect(filter.levelOf(run(values([3]), before).state)?.mean).toBe(3);
    });

    test('one event is told under one id: raised once, ended once', () => {
      const told = run(values(eventful)).assessments.flatMap(({ deviation }) => deviation ?? []);
      const ids = new Set(told.map(({ id }) => id));
      for (const id of ids) {
        const statuses = told.filter((deviation) => deviation.id === id).map(({ status }) => status);
        expect(statuses[0]).toBe('raised');
        expect(statuses.filter((status) => status === 'raised')).toHaveLength(1);
        expect(statuses.slice(1, -1).every((status) => status === 'revised')).toBe(true);
      }
      expect(ids.size).toBeGreaterThan(0);
    });
  });
}

function insane(assessments: readonly FilterAssessment[]): FilterAssessment[] {
  return assessments.filter((assessment) => !isSane(assessment));
}

function isSane({ forecast, level, levelSd, slope, probabilities, score, deviation }: FilterAssessment): boolean {
  const p = [probabilities.steady, probabilities.transient, probabilities.step, probabilities.slope];
  const told = deviation ? [deviation.size, deviation.sizeInSd, deviation.levelBefore, deviation.probability] : [];
  const allFinite = [forecast.mean, forecast.sd, level, levelSd, slope, score, ...p, ...told].every(Number.isFinite);
  const sum = p.reduce((total, one) => total + one, 0);
  return allFinite && forecast.sd > 0 && Math.min(...p, levelSd, score) >= 0 && score <= 1 && Math.abs(sum - 1) < 1e-9;
}
