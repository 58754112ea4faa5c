import { describe, expect, it } from '@jest/globals';
import { type AlertCounts, Comparison } from '#libs/contracts';
import { comparisonView } from './comparison.js';
import { alertAt, of, organisation, reading } from './testing/federation.js';

const series = new Map([
  [
    'first.output',
    [
      reading({ value: 70, coverage: 0.5, settled: false }),
      reading({ value: 80, coverage: 1 }),
      reading({ period: '2026-03-02', starts: '2026-03-02T00:00:00', value: 85, coverage: 0.9 }),
      reading({ period: '2026-03-03', starts: '2026-03-03T00:00:00', value: 90, coverage: 0.8 }),
    ],
  ],
]);
const counts: AlertCounts[] = [
  { indicator: 'first.output', raised: 2, solved: 1, climbed: 1, open: 1 },
  { indicator: 'first.output', raised: 1, solved: 0, climbed: 0, open: 1 },
  { indicator: 'works.output', raised: 9, solved: 9, climbed: 9, open: 9 },
];

function view(viewer: string, open = [alertAt(0)]) {
  const works = organisation.unit('works');
  if (!works) throw new Error('a unit');
  const ground = { from: '2026-01-01', to: '2026-03-31', series, counts, open };
  return comparisonView(organisation, works, of(viewer), ground);
}

describe('a comparison', () => {
  it('has a row for each indicator of each child', () => {
    const comparison = view('works');
    expect(Comparison.parse(comparison)).toEqual(comparison);
    expect(comparison.rows.map(({ unit, indicator }) => [unit, indicator])).toEqual([
      ['first', 'first.output'],
      ['second', 'second.output'],
    ]);
  });

  it('sets the first settled period beside the last, with coverage and what became of alerts', () => {
    expect(view('first').rows[0]).toMatchObject({
      levelThen: 80,
      levelNow: 90,
      slope: 0.5,
      indicesThen: { productivity: 0.8 },
      indicesNow: { productivity: 0.9 },
      raised: 3,
      solved: 1,
      climbed: 1,
      open: 2,
      periods: 3,
    });
    expect(view('first').rows[0]?.coverage).toBeCloseTo(0.9, 12);
  });

  it('shows levels to those who may read them, indices, coverage and counts to those above, and nothing to others', () => {
    expect(view('federation').rows[0]).toMatchObject({
      levelThen: null,
      levelNow: null,
      slope: null,
      indicesNow: { productivity: 0.9 },
      raised: 3,
      periods: 3,
    });
    expect(view('second').rows.map(({ unit }) => unit)).toEqual(['second']);
    expect(view('federation', [alertAt(2)]).rows[0]).toMatchObject({ levelThen: 80, levelNow: 90 });
  });

  it('pretends nothing where there are no figures', () => {
    expect(view('second').rows[0]).toMatchObject({
      levelThen: null,
      levelNow: null,
      slope: null,
      indicesThen: null,
      indicesNow: null,
      coverage: null,
      periods: 0,
      raised: 0,
    });
  });
});
