import { describe, expect, test } from '@jest/globals';
import type { Cells } from './cell.js';
import { readAsA } from './testing/read-as-a.js';

describe('a wide table', () => {
  test('gives a figure a filled cell, whatever stands above it and beside it', () => {
    const { said, doubted, header } = readAsA([
      ['Report of the team', null, null],
      [],
      ['Fecha', 'output (PIECES)', 'Remark', 'team-a.stops'],
      ['2026-11-01', '412', 'rain', 0],
      ['2026-11-02', null, null, '3'],
      ['Total', 412, null, 3],
    ]);
    expect(header).toBe(2);
    expect(said).toEqual([
      ['B4', 'team-a.output', '2026-11-01', 412],
      ['D4', 'team-a.stops', '2026-11-01', 0],
      ['D5', 'team-a.stops', '2026-11-02', 3],
    ]);
    expect(doubted).toEqual(['C3 note column-left-out', 'A6 note row-left-out']);
  });

  test('names every column that cannot be used, with what would have been understood', () => {
    const { doubts, doubted, said } = readAsA([
      ['Date', 'Outptu', 'Paint', 'works.output', 'Use', 'Drift (cm)', ''],
      ['2026-11-01', 1, 2, 3, 4, 5, 6],
    ]);
    expect(said).toEqual([]);
    expect(doubted).toEqual([
      'B1 error indicator-unknown',
      'C1 error not-allowed',
      'D1 error not-allowed',
      'E1 error indicator-ambiguous',
      'F1 error indicator-unknown',
      'G1 error indicator-unknown',
    ]);
    expect(doubts[0]?.message).toContain('Output (pieces), Drift (mm)');
    expect(doubts[3]?.message).toContain('team-a.water, team-a.power');
    expect(doubts[4]?.message).toContain('measured in mm');
  });

  test('tells what is made from others from what belongs to others', () => {
    expect(
      readAsA(
        [
          ['Date', 'Output'],
          ['2026-11-01', 1],
        ],
        { unit: 'works' },
      ).doubted,
    ).toEqual(['B1 error indicator-rolled-up']);
    expect(
      readAsA(
        [
          ['Date', 'Output'],
          ['2026-11-01', 1],
        ],
        { unit: null },
      ).doubted,
    ).toEqual(['B1 error indicator-ambiguous']);
    expect(
      readAsA([
        ['Date', 'Use (kWh)'],
        ['2026-11-01', 1],
      ]).said,
    ).toEqual([['B2', 'team-a.power', '2026-11-01', 1]]);
  });

  test('without a header that is understood is one doubt', () => {
    for (const cells of [
      [],
      [
        ['a', 'b'],
        [1, 2],
      ],
      [['Output']],
    ])
      expect(readAsA(cells).doubted).toEqual(['A1 error layout-unknown']);
  });
});

describe('a long table', () => {
  const rows: Cells = [
    ['team-a.output', '2026-11-01', '1.5', 'wet'],
    ['Output', '2026-11-02', '2.5', null],
    ['other', '2026-11-02', '2.5', null],
  ];

  test('is read with or without its header', () => {
    const withHeader = readAsA([
      ['Nota', 'Indicador', 'Fecha', 'Valor'],
      ...rows.map(([a, b, c, d]) => [d ?? null, a ?? null, b ?? null, c ?? null]),
    ]);
    expect(readAsA(rows).said.map(([, ...figure]) => figure)).toEqual(withHeader.said.map(([, ...figure]) => figure));
    expect(readAsA(rows).said).toEqual([
      ['C1', 'team-a.output', '2026-11-01', 1.5],
      ['C2', 'team-a.output', '2026-11-02', 2.5],
    ]);
    expect(readAsA(rows).doubted).toEqual(['A3 error indicator-unknown']);
    expect(readAsA(rows).rows[0]?.figures[0]?.observation.note).toBe('wet');
  });

  test('keeps an instant as it was written', () => {
    const [row] = readAsA([['team-a.output', '2026-11-20T23:30:00Z', 4]]).rows;
    expect(row?.figures[0]).toMatchObject({ period: '2026-11-21', observation: { at: '2026-11-20T23:30:00Z' } });
    expect(row?.figures[0]?.observation.period).toBeUndefined();
  });
});

test('the same figure has the same id in whatever table it stands', () => {
  const [wide] = readAsA([
    ['Date', 'Output'],
    ['21.11.2026', '4,0'],
  ]).rows;
  const [long] = readAsA([['team-a.output', '2026-11-21', 4]]).rows;
  expect(wide?.figures[0]?.observation.id).toBe(long?.figures[0]?.observation.id);
});
