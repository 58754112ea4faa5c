import { describe, expect, test } from '@jest/globals';
import type { ComparisonRow } from '#libs/contracts';
import { groupsOf, movementOf } from './groups.js';

const row = (unit: string, given: Partial<ComparisonRow>): ComparisonRow => ({
  unit,
  unitName: unit,
  indicator: `${unit}.x`,
  indicatorName: 'Output',
  measure: 'pieces',
  good: 'more',
  levelThen: 10,
  levelNow: 12,
  slope: 0,
  indicesThen: null,
  indicesNow: null,
  raised: 0,
  solved: 0,
  climbed: 0,
  open: 0,
  coverage: 1,
  periods: 60,
  ...given,
});

describe('how a level moved', () => {
  test('more of a good thing is better, more of a bad one worse', () => {
    expect(movementOf(row('a', {}))).toEqual({ change: 2, share: 0.2, verdict: 'better' });
    expect(movementOf(row('a', { good: 'less' }))?.verdict).toBe('worse');
  });

  test('near a target it is the distance that counts', () => {
    expect(movementOf(row('a', { good: { near: 12 } }))?.verdict).toBe('better');
    expect(movementOf(row('a', { good: { near: 10 } }))?.verdict).toBe('worse');
    expect(movementOf(row('a', { good: { near: 11 } }))?.verdict).toBe('same');
  });

  test('less than half a per cent is no change, and from nothing there is no share', () => {
    expect(movementOf(row('a', { levelThen: 1000, levelNow: 1004 }))?.verdict).toBe('same');
    expect(movementOf(row('a', { levelThen: 0, levelNow: 3 }))).toEqual({ change: 3, share: null, verdict: 'better' });
  });

  test('is unknown where the level is kept in the unit', () => {
    expect(movementOf(row('a', { levelNow: null }))).toBeNull();
  });
});

describe('groups', () => {
  test('one for each quantity, the unit that got worst first', () => {
    const groups = groupsOf([row('up', {}), row('down', { levelNow: 5 }), row('wip', { indicatorName: 'WIP' })]);
    expect(groups.map((group) => group.rows.map((one) => one.unit))).toEqual([['down', 'up'], ['wip']]);
    expect(groups[0]).toMatchObject({ least: 5, most: 12, hasLevels: true, hasIndices: false });
  });

  test('units that keep their levels are ordered by their performance, and come after', () => {
    const indices = (performance: number) => ({ productivity: null, latency: null, performance });
    const hidden = { levelThen: null, levelNow: null };
    const groups = groupsOf([
      row('none', hidden),
      row('fell', { ...hidden, indicesThen: indices(0.8), indicesNow: indices(0.4) }),
    ]);
    expect(groups[0]?.rows.map((one) => one.unit)).toEqual(['fell', 'none']);
    expect(groups[0]).toMatchObject({ hasLevels: false, hasIndices: true });
  });
});
