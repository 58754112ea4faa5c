import { describe, expect, test } from '@jest/globals';
import type { FilterDeviation } from '#libs/filtering';
import { nameDeviation, newestWith } from './name-deviation.js';
import { placeOf, runFilter } from './run-filter.js';
import { calm, dayOfYear, figure, works } from './testing/works.js';

const zone = 'Europe/Berlin';
const organisation = works();
const first = dayOfYear(0).ordinal;

function indicator() {
  const found = organisation.indicator('left');
  if (!found) throw new Error('an indicator');
  return found;
}

const fall: FilterDeviation = {
  id: 'onset-6',
  status: 'settled',
  kind: 'step',
  direction: 'down',
  onset: 5,
  size: -12,
  sizeInSd: -4,
  levelBefore: 100,
  probability: 0.98,
};

/** What is said on the last of these days of January when values came on them. */
function told(...dates: number[]) {
  const ordinals = dates.map((date) => first + date - 1);
  const newest = ordinals.reduce<number[]>(newestWith, []);
  return nameDeviation(fall, indicator(), zone, { first, now: ordinals.at(-1) ?? first, newest });
}

describe('a deviation of a series', () => {
  test('names the days that had figures, and passes over those that had none', () => {
    expect(told(4, 5, 6, 9).sentence.en).toBe(
      'Monday 5 January was unusually low; Tuesday and Friday confirm that the level dropped by about 12 pieces.',
    );
    expect(told(5, 6, 7, 8).sentence.es).toBe(
      'La cifra del lunes 5 de enero fue inusualmente baja; las cifras del martes, del miércoles y del jueves confirman que el nivel bajó cerca de 12 pieces.',
    );
  });

  test('does not count up more than three', () => {
    expect(told(5, 6, 7, 8, 9).sentence.en).toContain('; the figures since confirm that');
  });

  test('keeps the name under which it was told first when its onset is seen elsewhere', () => {
    expect(told(5, 6)).toMatchObject({ id: '2026-01-06', onset: '2026-01-05' });
  });
});

test('a run from a snapshot in the midst of an event says what the straight run says', () => {
  for (const onset of [58, 60, 62, 63]) {
    const figures = Array.from({ length: 75 }, (_, day) => figure('left', day, calm(day) - (day >= onset ? 30 : 0)));
    const straight = runFilter(indicator(), { zone }, null, figures);
    expect(straight.rows.slice(64).some(({ assessment }) => assessment.deviation !== null)).toBe(true);
    expect(straight.snapshots).not.toEqual([]);
    for (const snapshot of straight.snapshots) {
      const after = snapshot.ordinal - first + 1;
      const rest = runFilter(indicator(), { zone }, placeOf(indicator(), snapshot), figures.slice(after));
      expect(rest.rows).toEqual(straight.rows.slice(after));
    }
  }
});
