import { describe, expect, test } from '@jest/globals';
import type { Cells } from './cell.js';
import { readAsA } from './testing/read-as-a.js';

describe('a period', () => {
  const at = (indicator: string, ...periods: Cells[number]) =>
    readAsA([['Date', indicator], ...periods.map((period) => [period, 1])]);

  test.each([
    ['Output', 46_347, '2026-11-21'],
    ['Output', '46347', '2026-11-21'],
    ['Output', '21.11.2026', '2026-11-21'],
    ['Output', '2026/11/21', '2026-11-21'],
    ['Output', '21/11/2026', '2026-11-21'],
    ['Orders', '2026w7', '2026-W07'],
    ['Orders', 'W07 2026', '2026-W07'],
    ['Orders', '2026-11-16', '2026-W47'],
    ['Deliveries', '11/2026', '2026-11'],
    ['Deliveries', '2026-11-01', '2026-11'],
    ['Pace', '21/11/2026 9:00', '2026-11-21T09+01:00'],
    ['Pace', 46_347.375, '2026-11-21T09+01:00'],
    ['Pace', '2026-11-21T09+01:00', '2026-11-21T09+01:00'],
  ])('of %s is read from %j', (indicator, cell, period) => {
    expect(at(indicator, cell).said).toEqual([['B2', expect.any(String), period, 1]]);
  });

  test.each([
    ['Output', '2026-11', 'period-other-cadence'],
    ['Output', '2026-W47', 'period-other-cadence'],
    ['Orders', '2026-11-17', 'period-other-cadence'],
    ['Pace', '2026-11-17', 'period-other-cadence'],
    ['Deliveries', '2026-W47', 'period-other-cadence'],
    ['Output', '2026-11-22', 'period-in-future'],
    ['Output', '2026-02-30', 'period-malformed'],
    ['Output', '31/11/2026', 'period-malformed'],
    ['Output', 'yesterday', 'period-malformed'],
    ['Output', null, 'period-malformed'],
    ['Output', true, 'period-malformed'],
    ['Pace', '25/10/2026 2:00', 'period-malformed'],
    ['Output', '05/11/2026', 'date-order-open'],
  ])('of %s %j is doubted: %s', (indicator, cell, code) => {
    expect(at(indicator, cell)).toMatchObject({
      said: [],
      doubted: [`A2 error ${code}`],
    });
  });

  test('written in one of two orders is decided by its column, or by a person', () => {
    expect(at('Output', '05/11/2026', '13/11/2026').said.map((figure) => figure[2])).toEqual([
      '2026-11-05',
      '2026-11-13',
    ]);
    expect(at('Output', '11/05/2026', '11/13/2026').said.map((figure) => figure[2])).toEqual([
      '2026-11-05',
      '2026-11-13',
    ]);
    expect(at('Output', '05/11/2026', '13/11/2026', '11/13/2026').doubted).toContain('A2 error date-order-open');
    expect(at('Output', '05/05/2026').said).toHaveLength(1);
    const open: Cells = [
      ['Date', 'Output'],
      ['05/11/2026', 1],
      ['06/11/2026', 2],
    ];
    expect(readAsA(open).questions.dates).toEqual({ asked: true, example: '05/11/2026', possible: ['dmy', 'mdy'] });
    expect(readAsA(open, { dates: 'mdy' }).said.map((figure) => figure[2])).toEqual(['2026-05-11', '2026-06-11']);
    expect(readAsA(open, { dates: 'dmy' }).said.map((figure) => figure[2])).toEqual(['2026-11-05', '2026-11-06']);
  });

  test('of a week is meant by its Monday only where every date is one', () => {
    expect(at('Orders', '2026-11-09', '2026-11-16').doubted).toEqual(['A1 note dates-begin-periods']);
    expect(at('Orders', '2026-11-09', '2026-11-10')).toMatchObject({
      said: [],
      doubts: [{ address: 'A2' }, { address: 'A3' }],
    });
  });

  test('that one figure alone cannot have is doubted at that figure', () => {
    const { said, doubted } = readAsA([
      ['Date', 'Output', 'Orders'],
      ['2026-11-17', 1, 2],
    ]);
    expect(said.map(([address]) => address)).toEqual(['B2']);
    expect(doubted).toEqual(['C2 error period-other-cadence']);
  });

  test('that comes twice is sent once where both say the same, and not at all where they differ', () => {
    const { said, doubted } = readAsA([
      ['Date', 'Output'],
      ['2026-11-01', 5],
      ['1.11.2026', 5],
      ['2026-11-02', 6],
      [46_328, 7],
    ]);
    expect(said.map(([address]) => address)).toEqual(['B2']);
    expect(doubted).toEqual(['B3 note period-repeated', 'B4 error period-repeated', 'B5 error period-repeated']);
  });
});
