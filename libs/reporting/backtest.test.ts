import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BacktestSummary, type Cadence, type Deviation, type Good, type Sensitivity } from '#libs/contracts';
import { backtestSummary, type Counted, countRow, nothingCounted, periodsAYear, toldAt } from './backtest.js';

function told(id: string, more: Partial<Deviation> = {}): Deviation {
  const sentence = { en: 'It rose.', es: 'Subió.' };
  const known = { direction: 'up', onset: id, size: 2, sizeInSd: 3, levelBefore: 10, probability: 0.9 } as const;
  return { id, status: 'settled', kind: 'step', ...known, sentence, ...more };
}

/** Rows of which some tell something at the normal sensitivity. */
function counted(rows: readonly (Deviation | null)[]): Counted {
  return rows.reduce<Counted>(
    (before, deviation, index) =>
      countRow(
        before,
        { at: `row ${index + 1}`, period: index + 1, value: index },
        { calm: null, normal: deviation, sensitive: null },
      ),
    nothingCounted,
  );
}

const settings: { cadence: Cadence | null; good: Good; chosen: Sensitivity } = {
  cadence: 'month',
  good: 'more',
  chosen: 'normal',
};
const normal = (rows: readonly (Deviation | null)[], more: Partial<typeof settings> = {}) =>
  backtestSummary(counted(rows), { ...settings, ...more }).sensitivities.find((one) => one.sensitivity === 'normal');

describe('a back-test, counted', () => {
  it('takes what is told several times under one name for one alert, of the kind told last', () => {
    const rows = [told('a', { status: 'raised', kind: 'unclear' }), told('a', { kind: 'step' }), told('b')];
    expect(normal(rows)).toMatchObject({ alerts: 2, kinds: { unclear: 0, transient: 0, step: 2, slope: 0 } });
  });

  it('counts what was withdrawn among the alerts, and by itself', () => {
    const rows = [told('a', { status: 'raised' }), told('a', { status: 'withdrawn' }), told('b')];
    expect(normal(rows)).toMatchObject({
      alerts: 2,
      withdrawn: 1,
      kinds: { step: 1 },
      signs: { pleasure: 1, pain: 0 },
    });
  });

  it('says which were for the better: the way that is good, or nearer to the target', () => {
    const rows = [told('up'), told('down', { direction: 'down', size: -2 })];
    expect(normal(rows, { good: 'less' })?.signs).toEqual({ pain: 1, pleasure: 1 });
    expect(normal([told('up')], { good: { near: 12 } })?.signs).toEqual({ pain: 0, pleasure: 1 });
    expect(normal([told('up')], { good: { near: 9 } })?.signs).toEqual({ pain: 1, pleasure: 0 });
  });

  it('gives alerts a year by the periods of the span, whether they were reported or not', () => {
    const gaps = countRow(
      nothingCounted,
      { at: '2026-01', period: 1, value: 1 },
      { calm: null, normal: null, sensitive: null },
    );
    const end = countRow(
      gaps,
      { at: '2027-12', period: 24, value: 2 },
      { calm: null, normal: told('a'), sensitive: null },
    );
    const summary = backtestSummary(end, settings);
    expect(summary).toMatchObject({ rows: 2, periods: 24, years: 2, from: '2026-01', to: '2027-12', enough: false });
    expect(summary.sensitivities.map(({ sensitivity, aYear }) => [sensitivity, aYear])).toEqual([
      ['calm', 0],
      ['normal', 0.5],
      ['sensitive', 0],
    ]);
  });

  it('gives alerts a thousand rows where the cadence is not known', () => {
    const rows = [told('a'), ...Array.from({ length: 99 }, () => null)];
    expect(normal(rows, { cadence: null })).toMatchObject({ aYear: null, aThousandRows: 10 });
  });

  it('names the largest few that stood, whichever way they went', () => {
    const rows = [1, -9, 4, 3, 8, 2, 7].map((sizeInSd) => told(`${sizeInSd}`, { sizeInSd }));
    const withdrawn = told('10', { sizeInSd: 10, status: 'withdrawn' });
    expect(backtestSummary(counted([...rows, withdrawn]), settings).largest.map(({ id }) => id)).toEqual([
      '-9',
      '8',
      '7',
      '4',
      '3',
    ]);
  });

  it('of nothing has no span and no rate, and fits the contract', () => {
    const summary = backtestSummary(nothingCounted, settings);
    expect(summary).toMatchObject({ rows: 0, from: null, to: null, enough: false, largest: [] });
    expect(BacktestSummary.parse(summary)).toEqual(summary);
  });

  it('adds up: kinds, signs and the withdrawn', () => {
    const status = fc.constantFrom<Deviation['status']>('raised', 'revised', 'settled', 'withdrawn');
    const kind = fc.constantFrom<Deviation['kind']>('unclear', 'transient', 'step', 'slope');
    const row = fc.option(
      fc.tuple(fc.nat(6), status, kind).map(([id, s, k]) => told(String(id), { status: s, kind: k })),
    );
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { alerts = 0, kinds = {}, signs = {}, withdrawn = 0 } = normal(rows) ?? {};
        const sum = (counts: object) => Object.values(counts).reduce<number>((all, one) => all + Number(one), 0);
        expect([sum(kinds) + withdrawn, sum(signs) + withdrawn]).toEqual([alerts, alerts]);
        expect(toldAt(counted(rows), 'normal')).toHaveLength(alerts);
      }),
    );
  });

  it.each<[Cadence, number]>([
    ['hour', 8766],
    ['day', 365.25],
    ['quarter', 4],
    ['year', 1],
    [{ minutes: 30 }, 17_532],
    [{ shifts: ['06:00', '14:00', '22:00'] }, 1095.75],
  ])('a year has of %j as many as %d', (cadence, count) => {
    expect(periodsAYear(cadence)).toBeCloseTo(count, 9);
  });
});
