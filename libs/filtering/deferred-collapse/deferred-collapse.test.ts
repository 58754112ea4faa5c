import { describe, expect, test } from '@jest/globals';
import type { Scale, Sensitivity } from '#libs/contracts';
import { filterContract } from '../contract.suite.js';
import { type FilterDeviation, type FilterSettings, unknownSd } from '../filter.js';
import { nile } from '../nile.suite.js';
import { normals } from '../noise.suite.js';
import { deferredCollapse } from './filter.js';

filterContract('deferred collapse', deferredCollapse);

const { start, update } = deferredCollapse;
const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

function run(series: readonly (number | null)[], settings: Partial<FilterSettings> = {}) {
  let state = start({ cadence: 'day', scale: 'real', sensitivity: 'normal', ...settings });
  return series.map((value) => {
    const updated = update(state, { elapsed: 1, value, weight: 1 });
    state = updated.state;
    return updated.assessment;
  });
}

type Row = FilterDeviation & { row: number };

function told(series: readonly (number | null)[], settings: Partial<FilterSettings> = {}): Row[] {
  return run(series, settings).flatMap(({ deviation }, i) => (deviation ? [{ row: i + 1, ...deviation }] : []));
}

/** 150 ordinary values of level 20 and sd 1, then 60 to which `after` is added. */
function disturbed(seed: number, after: (rowsSince: number) => number): number[] {
  return normals(seed, 210).map((noise, i) => 20 + noise + (i < 150 ? 0 : after(i - 150)));
}

/** What is told first and last of the change after row 150, for each of forty series in which it is found. */
function found(after: (rowsSince: number) => number, kind: 'step' | 'slope'): { first: Row; last: Row }[] {
  return seeds.flatMap((seed) => {
    const rows = told(disturbed(seed, after)).filter(({ row }) => row > 150);
    const first = rows.find((row) => row.kind === 'step' || row.kind === 'slope');
    const last = first && rows.findLast(({ id, status }) => id === first.id && status !== 'withdrawn');
    return first && last && (last.kind === kind || last.kind !== 'transient') ? [{ first, last }] : [];
  });
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const share = <T>(all: readonly T[], which: (one: T) => boolean) => all.filter(which).length / all.length;

function changesIn(sensitivity: Sensitivity): number {
  const all = seeds
    .slice(0, 12)
    .flatMap((seed) => told(normals(seed, 1000), { sensitivity }).map((row) => ({ seed, ...row })));
  const changes = all.filter(({ kind, status }) => status !== 'withdrawn' && (kind === 'step' || kind === 'slope'));
  return new Set(changes.map(({ seed, id }) => `${seed} ${id}`)).size / 12;
}

describe('the filter with deferred collapse', () => {
  test('in a thousand values without a change it sees about one, fewer if calm, a few if sensitive', () => {
    expect(changesIn('calm')).toBeLessThanOrEqual(0.5);
    expect(changesIn('normal')).toBeLessThanOrEqual(1.5);
    expect(changesIn('sensitive')).toBeLessThanOrEqual(4);
  });

  test.each([
    { size: 1, within: 18 },
    { size: -1.5, within: 8 },
    { size: 2, within: 5 },
    { size: -3, within: 3 },
  ])('a step of $size sd is told after $within values on average, as what it is', ({ size, within }) => {
    const steps = found(() => size, 'step');
    expect(steps.length).toBeGreaterThanOrEqual(Math.abs(size) > 1 ? 39 : 36);
    expect(mean(steps.map(({ first }) => first.row - 150))).toBeLessThan(within);
    expect(share(steps, ({ last }) => last.kind === 'step')).toBeGreaterThanOrEqual(0.9);
    expect(share(steps, ({ last }) => last.direction === (size < 0 ? 'down' : 'up'))).toBeGreaterThanOrEqual(0.97);
    expect(mean(steps.map(({ last }) => Math.abs(last.onset - 151)))).toBeLessThan(6 / Math.abs(size));
  });

  test('a bend of .2 sd a row is told as a slope', () => {
    const slopes = found((since) => 0.2 * (since + 1), 'slope');
    expect(slopes.length).toBeGreaterThanOrEqual(39);
    expect(mean(slopes.map(({ first }) => first.row - 150))).toBeLessThan(11);
    expect(share(slopes, ({ last }) => last.kind === 'slope')).toBeGreaterThanOrEqual(0.9);
    expect(Math.abs(mean(slopes.map(({ last }) => last.size)) - 0.2)).toBeLessThan(0.1);
  });

  test('a value 6 sd out is told at once, unclear, and is a one-off when the next is back', () => {
    const runs = seeds.map((seed) => told(normals(seed, 210).with(150, 6)).filter(({ id }) => id === 'onset-151'));
    expect(share(runs, ([first]) => first?.row === 151 && first.kind === 'unclear')).toBe(1);
    expect(share(runs, ([, next]) => next?.kind === 'transient' && next.row <= 153)).toBeGreaterThanOrEqual(0.95);
  });

  test('a large step is unclear at first and named by the second value', () => {
    const runs = seeds.map((seed) => told(disturbed(seed, () => -6)).filter(({ id }) => id === 'onset-151'));
    expect(share(runs, ([first]) => first?.row === 151 && first.kind === 'unclear')).toBeGreaterThanOrEqual(0.97);
    expect(
      share(runs, ([first, next]) => next?.kind === 'step' && next.id === first?.id && next.row <= 153),
    ).toBeGreaterThanOrEqual(0.95);
  });

  test.each(['calm', 'normal'] as const)(
    'set to %s it finds the fall of the Nile in 1899: a step, down',
    (sensitivity) => {
      const all = told(nile, { cadence: 'year', scale: 'positive', sensitivity });
      const id = all.find(({ kind }) => kind === 'step')?.id;
      const events = all.filter((event) => event.id === id);
      expect(events[0]).toMatchObject({ status: 'raised', kind: 'step', direction: 'down', onset: 1899 - 1870 });
      expect(events.at(-1)).toMatchObject({ status: 'settled', kind: 'step', onset: 1899 - 1870 });
      expect(1870 + (events[0]?.row ?? 0)).toBeLessThanOrEqual(sensitivity === 'calm' ? 1906 : 1904);
      expect(events[0]?.levelBefore).toBeGreaterThan(1050);
      expect(events.at(-1)?.size).toBeLessThan(-200);
    },
  );

  test('nothing is told in the first ten values, and the forecasts are wide until then', () => {
    const assessments = run([5, 5.2, 50, 4.9, -40, 5.1, 5, 4.8, 5.3, 5]);
    expect(assessments.every(({ deviation }) => deviation === null)).toBe(true);
    expect(assessments[0]?.forecast).toEqual({ mean: 0, sd: unknownSd });
    expect(Math.abs((assessments.at(-1)?.level ?? NaN) - 5)).toBeLessThan(1);
  });

  test('a first value other than all before is told, and settled by those after it', () => {
    const zeros = Array.from({ length: 40 }, () => 0);
    const kinds = (series: number[]) => told(series, { scale: 'count' }).map(({ status, kind }) => `${status} ${kind}`);
    expect(kinds([...zeros, 5, 0, 0])).toEqual(['raised unclear', 'settled transient']);
    expect(kinds([...zeros, 5, 5, 5])).toEqual(['raised unclear', 'revised step']);
  });

  test.each(['positive', 'count', 'fraction'] as const)('forecasts of a %s keep to its limits', (scale: Scale) => {
    const falling = Array.from({ length: 60 }, (_, i) => Math.max(0, 0.5 - i / 60) + (i % 2) / 100);
    const forecasts = run([...falling, null, null, null], { scale }).map(({ forecast }) => forecast.mean);
    expect(Math.min(...forecasts)).toBeGreaterThanOrEqual(0);
    const rising = falling.map((value) => 1 - value);
    const upwards = run([...rising, null, null], { scale: 'fraction' }).map(({ forecast }) => forecast.mean);
    expect(Math.max(...upwards)).toBeLessThanOrEqual(1);
  });

  test('four of five, nineteen of twenty: the forecast intervals hold what they promise', () => {
    const rows = seeds.slice(0, 12).flatMap((seed) => {
      const series = normals(seed, 800);
      return run(series).flatMap(({ forecast }, i) =>
        i < 100 ? [] : [Math.abs((series[i] ?? NaN) - forecast.mean) / forecast.sd],
      );
    });
    expect(Math.abs(share(rows, (distance) => distance < 1.2816) - 0.8)).toBeLessThan(0.015);
    expect(Math.abs(share(rows, (distance) => distance < 1.96) - 0.95)).toBeLessThan(0.01);
  });

  test('a value of little coverage has a wider forecast and moves the level less', () => {
    let state = start({ cadence: 'day', scale: 'real', sensitivity: 'normal' });
    for (const value of normals(4, 60)) state = update(state, { elapsed: 1, value, weight: 1 }).state;
    const [full, scant] = [1, 0.25].map((weight) => update(state, { elapsed: 1, value: 1.5, weight }).assessment);
    expect(scant?.forecast.sd).toBeGreaterThan(1.5 * (full?.forecast.sd ?? NaN));
    expect(scant?.level).toBeLessThan(full?.level ?? NaN);
  });

  test('two values of one period are two looks at it, and no time passes between them', () => {
    let state = start({ cadence: 'day', scale: 'real', sensitivity: 'normal' });
    for (const value of normals(5, 60)) state = update(state, { elapsed: 1, value, weight: 1 }).state;
    const first = update(state, { elapsed: 1, value: 1, weight: 1 });
    const second = update(first.state, { elapsed: 0, value: 1, weight: 1 });
    expect(second.state.period).toBe(first.state.period);
    expect(second.assessment.level).toBeGreaterThan(first.assessment.level);
  });

  test('after a gap of thirty years the filter is as unsure as after a hundred periods, and no more', () => {
    let state = start({ cadence: 'day', scale: 'real', sensitivity: 'normal' });
    for (const value of normals(6, 60)) state = update(state, { elapsed: 1, value, weight: 1 }).state;
    const [hundred, decades] = [105, 11_025].map(
      (elapsed) => update(state, { elapsed, value: 0, weight: 1 }).assessment,
    );
    expect(decades).toEqual(hundred);
  });
});
