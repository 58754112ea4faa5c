import { describe, expect, test } from '@jest/globals';
import type { Scale, Sensitivity } from '#libs/contracts';
import { filterContract } from '../contract.suite.js';
import { type FilterDeviation, unknownSd } from '../filter.js';
import { harrisonStevens } from './filter.js';
import { nile } from '../nile.suite.js';
import { normals } from '../noise.suite.js';

const { start, update } = harrisonStevens;

filterContract('Harrison-Stevens', harrisonStevens);

function run(series: readonly (number | null)[], scale: Scale = 'real', sensitivity: Sensitivity = 'normal') {
  let state = start({ cadence: null, scale, sensitivity });
  return series.map((value) => {
    const updated = update(state, { elapsed: 1, value, weight: 1 });
    state = updated.state;
    return updated.assessment;
  });
}

function told(series: readonly (number | null)[], scale: Scale = 'real', sensitivity: Sensitivity = 'normal') {
  return run(series, scale, sensitivity).flatMap(({ deviation }, i) =>
    deviation ? [{ row: i + 1, ...deviation }] : [],
  );
}

/** 100 ordinary values of level 20 and sd 1, then `after` added to the next ones, of 120. */
function disturbed(seed: number, after: (rowsSince: number) => number): number[] {
  return normals(seed, 120).map((noise, i) => 20 + noise + (i < 100 ? 0 : after(i - 100)));
}

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
const around101 = ({ onset }: FilterDeviation) => Math.abs(onset - 101) <= 1;

/** How many events 1 000 ordinary values raise, on average. */
function raised(sensitivity: Sensitivity): number {
  const runs = seeds.slice(0, 8).flatMap((seed) => told(normals(seed, 1000), 'real', sensitivity));
  return runs.filter(({ status }) => status === 'raised').length / 8;
}

describe('the Harrison-Stevens filter', () => {
  test('ordinary noise raises little: at most 1, 3, 6 events in 1 000 values, as sensitive as wished', () => {
    expect(raised('calm')).toBeLessThanOrEqual(1);
    expect(raised('normal')).toBeLessThanOrEqual(3);
    expect(raised('sensitive')).toBeLessThanOrEqual(6);
  });

  test('a transient of 6 sd is raised at once and settled as a transient', () => {
    const runs = seeds.map((seed) => told(disturbed(seed, (since) => (since === 0 ? 6 : 0))).filter(around101));
    const raised = runs.filter((events) =>
      events.some(({ status, row, direction }) => status === 'raised' && row === 101 && direction === 'up'),
    );
    const settled = runs.filter((events) =>
      events.some(({ status, kind }) => status === 'settled' && kind === 'transient'),
    );
    expect(raised.length).toBeGreaterThanOrEqual(36);
    expect(settled.length).toBeGreaterThanOrEqual(36);
  });

  test.each([4.5, -5])('a step of %d sd is raised and settled as a step, with its direction and onset', (size) => {
    const runs = seeds.map((seed) => told(disturbed(seed, () => size)).filter(around101));
    const found = runs.flatMap((events) =>
      events.filter(({ status, kind }) => status === 'settled' && kind === 'step').slice(0, 1),
    );
    expect(found.length).toBeGreaterThanOrEqual(32);
    expect(found.filter(({ direction }) => direction === (size < 0 ? 'down' : 'up'))).toHaveLength(found.length);
    expect(found.filter(({ onset }) => onset === 101).length).toBeGreaterThanOrEqual(0.9 * found.length);
    const mean = found.reduce((sum, deviation) => sum + deviation.size / found.length, 0);
    expect(Math.abs(mean - size)).toBeLessThan(0.6);
  });

  test('set to sensitive, it tells the fall of the Nile in 1899 as a step, down, onset 1899, within five years', () => {
    const events = told(nile, 'positive', 'sensitive').map((deviation) => ({
      ...deviation,
      year: 1870 + deviation.row,
    }));
    const step = events.find(({ status }) => status === 'settled');
    expect(step).toMatchObject({ kind: 'step', direction: 'down', onset: 1899 - 1870 });
    expect(step?.year).toBeLessThanOrEqual(1903);
    expect(step?.levelBefore).toBeGreaterThan(1050);
  });

  test('nothing is told in the first ten values, and the forecasts are wide until then', () => {
    const series = [5, 5.2, 50, 4.9, -40, 5.1, 5, 4.8, 5.3, 5];
    const assessments = run(series);
    expect(assessments.every(({ deviation }) => deviation === null)).toBe(true);
    expect(assessments[0]?.forecast).toEqual({ mean: 0, sd: unknownSd });
    expect(assessments.at(-1)?.level).toBeCloseTo(5, 0);
  });

  test('a first value other than all before is told, though no spread was known', () => {
    const zeros = Array.from({ length: 40 }, () => 0);
    expect(told([...zeros, 5, 0, 0], 'count').map(({ status, kind }) => `${status} ${kind}`)).toEqual([
      'raised unclear',
      'settled transient',
    ]);
    expect(told([...zeros, 5, 5, 5], 'count').map(({ status, kind }) => `${status} ${kind}`)).toEqual([
      'raised unclear',
      'settled step',
    ]);
  });

  test('forecasts keep to the limits of the scale', () => {
    const falling = Array.from({ length: 40 }, (_, i) => Math.max(0, 0.5 - i / 40) + (i % 2) / 100);
    for (const scale of ['positive', 'count', 'fraction'] as const) {
      expect(
        Math.min(...run([...falling, null, null, null], scale).map(({ forecast }) => forecast.mean)),
      ).toBeGreaterThanOrEqual(0);
    }
    const rising = falling.map((value) => 1 - value);
    expect(
      Math.max(...run([...rising, null, null], 'fraction').map(({ forecast }) => forecast.mean)),
    ).toBeLessThanOrEqual(1);
  });

  test('four of five, nineteen of twenty: the forecast intervals hold what they promise on ordinary noise', () => {
    const rows = seeds.slice(0, 10).flatMap((seed) => {
      const series = normals(seed, 500);
      return run(series)
        .slice(50)
        .map(({ forecast }, i) => Math.abs((series[i + 50] ?? NaN) - forecast.mean) / forecast.sd);
    });
    const share = (z: number) => rows.filter((distance) => distance < z).length / rows.length;
    expect(share(1.2816)).toBeGreaterThan(0.77);
    expect(share(1.2816)).toBeLessThan(0.83);
    expect(share(1.96)).toBeGreaterThan(0.93);
    expect(share(1.96)).toBeLessThan(0.97);
  });

  test('a value of little coverage has a wider forecast and moves the level less', () => {
    let state = start({ cadence: null, scale: 'real', sensitivity: 'normal' });
    for (const value of normals(4, 60)) state = update(state, { elapsed: 1, value, weight: 1 }).state;
    const [full, scant] = [1, 0.25].map((weight) => update(state, { elapsed: 1, value: 2, weight }).assessment);
    expect(scant?.forecast.sd).toBeGreaterThan(1.5 * (full?.forecast.sd ?? NaN));
    expect(scant?.level).toBeLessThan(full?.level ?? NaN);
  });

  test('after a gap of thirty years the filter is as unsure as after a hundred periods, and no more', () => {
    const { state } = normals(6, 60).reduce(({ state }, value) => update(state, { elapsed: 1, value, weight: 1 }), {
      state: start({ cadence: null, scale: 'real', sensitivity: 'normal' }),
    });
    const [hundred, decades] = [101, 11_000].map(
      (elapsed) => update(state, { elapsed, value: 0, weight: 1 }).assessment,
    );
    expect(decades).toEqual(hundred);
  });
});
