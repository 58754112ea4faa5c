import { describe, expect, test } from '@jest/globals';
import type { Cells } from './cell.js';
import { readAsA } from './testing/read-as-a.js';

describe('a value', () => {
  const one = (header: string, ...values: Cells[number]) =>
    readAsA([['Date', header], ...values.map((value, index) => [`2026-11-${index + 10}`, value])]);

  test.each([
    ['Scrap', '45 %', 0.45],
    ['Scrap', '12,5%', 0.125],
    ['Scrap', { percent: 0.3333333333333333 }, 0.3333333333333333],
    ['Scrap', '9/20', 0.45],
    ['Absence', '4.5 %', 4.5],
    ['Absence', { percent: 0.07 }, 7],
    ['Drift', '−1’234.5', -1234.5],
    ['Drift', '12,34,567', 1_234_567],
    ['Drift', '1.2e3', 1200],
  ])('%s %j is %d', (header, cell, value) => {
    expect(one(header, cell).said).toEqual([['B2', expect.any(String), '2026-11-10', value]]);
  });

  test.each([
    ['Output', -1, 'value-out-of-scale'],
    ['Stops', '2.5', 'value-out-of-scale'],
    ['Scrap', 45, 'value-out-of-scale'],
    ['Scrap', '21/20', 'value-out-of-scale'],
    ['Output', 'many', 'value-not-a-number'],
    ['Output', true, 'value-not-a-number'],
    ['Output', '45 %', 'value-not-a-number'],
    ['Output', { percent: 0.45 }, 'value-not-a-number'],
    ['Output', '2026-03-04', 'value-not-a-number'],
    ['Output', '1,23,4', 'value-not-a-number'],
    ['Output', '#REF!', 'value-formula-error'],
    ['Output', '#¡DIV/0!', 'value-formula-error'],
    ['Output', 'Err:502', 'value-formula-error'],
    ['Output', '1,234', 'decimal-mark-open'],
  ])('%s %j is doubted: %s', (header, cell, code) => {
    expect(one(header, cell)).toMatchObject({ said: [], doubted: [`B2 error ${code}`] });
  });

  test.each([`1${' '.repeat(2_000_000)}x`, `2026-11-10${' '.repeat(2_000_000)}x`])(
    'of more spaces than anybody counts is doubted, in the column of the days as well',
    (cell) => {
      expect(one('Output', cell)).toMatchObject({ said: [], doubted: ['B2 error value-not-a-number'] });
      const days: Cells = [
        ['Date', 'Output'],
        ['2026-11-10', 1],
        [cell, 2],
      ];
      expect(readAsA(days).said).toHaveLength(1);
    },
  );

  test.each(['-', '–', 'n/a', 'N/A', 's/d', '…', 'missing'])('%j is no figure, which is said', (text) => {
    expect(one('Output', text)).toMatchObject({ said: [], doubted: ['B2 note cell-without-figure'] });
  });

  test('of two readings is decided by its column, or by a person', () => {
    expect(one('Drift', '1,234', '0,5').said.map((figure) => figure[3])).toEqual([1.234, 0.5]);
    expect(one('Drift', '1,234', '1,234.5').said.map((figure) => figure[3])).toEqual([1234, 1234.5]);
    expect(one('Drift', '1,234', '0,5', '0.5').doubted).toEqual(['B2 error decimal-mark-open']);
    const asked: Cells = [
      ['Date', 'Drift'],
      ['2026-11-10', '1,234'],
    ];
    expect(readAsA(asked).questions.decimal).toEqual({ asked: true, example: '1,234' });
    expect(readAsA(asked, { decimal: 'comma' }).questions.decimal).toEqual({ asked: false, example: '1,234' });
    expect(readAsA(asked, { decimal: 'point' }).said[0]?.[3]).toBe(1234);
    expect(readAsA(asked, { decimal: 'comma' }).said[0]?.[3]).toBe(1.234);
  });

  test('far from the others of its column is sent only with a warning', () => {
    const { said, doubted } = one('Output', 100, 110, 95, 1051);
    expect(said).toHaveLength(4);
    expect(doubted).toEqual(['B5 warning value-unusual']);
    expect(one('Output', 100, 110, 95, 1050).doubted).toEqual([]);
  });
});
