import { describe, expect, it } from '@jest/globals';
import { Trees, type UnitNode, UnitView } from '#libs/contracts';
import { alertAt, of, organisation, reading } from './testing/federation.js';
import { treesView, unitView } from './unit-view.js';

function counts(viewer: string | null, open: Parameters<typeof treesView>[2]) {
  const flat = (node: UnitNode): [string, number][] => [[node.id, node.openAlerts], ...node.children.flatMap(flat)];
  return Object.fromEntries(treesView(organisation, viewer === null ? null : of(viewer), open).trees.flatMap(flat));
}

describe('the trees', () => {
  it('are those of the organisation, with its version and credits', () => {
    const trees = treesView(organisation, of('works'), []);
    expect(Trees.parse(trees)).toEqual(trees);
    expect(trees).toMatchObject({ version: 7, name: 'Federation', credits: ['Made up for tests.'] });
    expect(counts(null, [])).toEqual({ federation: 0, works: 0, first: 0, second: 0 });
  });

  it('count an open alert where it began and above, for those whom it has reached', () => {
    const everywhere = { federation: 1, works: 1, first: 1, second: 0 };
    const nowhere = { federation: 0, works: 0, first: 0, second: 0 };
    expect(counts('first', [alertAt(0)])).toEqual(everywhere);
    expect(counts('works', [alertAt(0)])).toEqual(nowhere);
    expect(counts('works', [alertAt(1)])).toEqual(everywhere);
    expect(counts('federation', [alertAt(1)])).toEqual(nowhere);
    expect(counts('second', [alertAt(2)])).toEqual(nowhere);
    expect(counts(null, [alertAt(2)])).toEqual(nowhere);
  });

  it('add up', () => {
    const other = alertAt(1, { id: 'other', indicator: 'works.output', path: alertAt(0).path.slice(1), level: 0 });
    expect(counts('works', [alertAt(1), other])).toMatchObject({ federation: 2, works: 2, first: 1 });
  });
});

describe('a unit', () => {
  const now = Date.UTC(2026, 2, 1, 23, 30);
  const view = (id: string, viewer: string, open = [alertAt(0)]) => {
    const unit = organisation.unit(id);
    if (!unit) throw new Error('a unit');
    return unitView(organisation, unit, of(viewer), { latest: [reading()], open, now });
  };
  const indices = { productivity: 0.8, latency: 0.5, performance: 0.4 };

  it('has its place, its zone, and the agreements that hold for it', () => {
    const shown = view('first', 'first');
    expect(UnitView.parse(shown)).toEqual(shown);
    expect(shown.path.map(({ id }) => id)).toEqual(['federation', 'works', 'first']);
    expect(shown.timeZone).toBe('Europe/Berlin');
    expect(shown.agreements.map(({ unit }) => unit)).toEqual(['federation']);
    expect(view('works', 'works').children.map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it('names the period that a figure posted now would be about, by its own clock, where figures are posted', () => {
    expect(view('first', 'first').currentPeriods).toEqual({ 'first.output': '2026-03-02' });
    expect(view('works', 'works').currentPeriods).toEqual({});
  });

  it.each([
    ['below what it has said it could do', reading({ value: 99 }), 'first', 0],
    ['at it', reading({ value: 100 }), 'first', 0],
    ['better than it', reading({ value: 110 }), 'first', 1],
    ['better than it, seen from above', reading({ value: 110 }), 'works', 0],
    ['before it was said', reading({ value: 110, starts: '2025-03-01T00:00:00' }), 'first', 0],
  ])('has to look at its capability where its newest figure is better: %s', (_, newest, viewer, count) => {
    const unit = organisation.unit('first');
    if (!unit) throw new Error('a unit');
    const { tasks } = unitView(organisation, unit, of(viewer), { latest: [newest], open: [], now });
    expect(tasks).toHaveLength(count);
    expect(tasks.map(({ productivity }) => productivity)).toEqual(count === 0 ? [] : [1.1]);
  });

  it('shows its own people their figures', () => {
    expect(view('first', 'first').indicators).toMatchObject([
      { open: true, latest: { value: 80, assessment: { level: 80 }, indices, coverage: 1, settled: true } },
    ]);
  });

  it('shows a unit beside it nothing of them', () => {
    expect(view('first', 'second').indicators).toMatchObject([{ open: false, latest: null }]);
  });

  it.each(['works', 'federation'])('shows %s, above it, indices and coverage only', (viewer) => {
    const amounts = { capability: [], potentiality: [], references: [] };
    expect(view('first', viewer).indicators).toMatchObject([
      {
        open: false,
        indicator: amounts,
        latest: { value: null, assessment: null, indices, coverage: 1, settled: true },
      },
    ]);
  });

  it('opens a series to those whom an alert of it has reached, as long as it is open', () => {
    expect(view('first', 'works', [alertAt(1)]).indicators[0]).toMatchObject({ open: true, latest: { value: 80 } });
    const closed = alertAt(1, { closedAt: '2026-03-03T00:00:00Z', state: 'resolved' });
    expect(view('first', 'works', [closed]).indicators[0]).toMatchObject({ open: false, latest: { value: null } });
  });

  it('lists an indicator that has no figure yet', () => {
    expect(view('second', 'works').indicators).toMatchObject([{ open: true, latest: null }]);
  });
});
