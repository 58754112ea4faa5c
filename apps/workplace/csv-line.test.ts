import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv-line.js';

describe('a cell of CSV', () => {
  it.each([
    ['=HYPERLINK(1)', "'=HYPERLINK(1)"],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['\t=1', "'\t'=1"],
    ['\ta', "'\ta"],
    ['a;=1+1', "a;'=1+1"],
    ['a;"=1+1"', `"a;'""=1+1"""`],
    ['a\n-1+1', `"a\n'-1+1"`],
    ['＝1+1', "'＝1+1"],
  ])('that a spreadsheet would calculate is text: %j', (cell, line) => {
    expect(csvLine([cell, 'b'])).toBe(`${line},b\n`);
  });

  it.each(['-1', '+2.5', '-1e-7', '2020-03-01', 'a.output', 'a=b', 'n/a', 'a - b; c', "'=1"])(
    'that is none is left as it is: %s',
    (cell) => {
      expect(csvLine([cell, -3])).toBe(`${cell},-3\n`);
    },
  );

  it('that is a number with a comma is only quoted', () => {
    expect(csvLine(['-1,5'])).toBe('"-1,5"\n');
  });
});
