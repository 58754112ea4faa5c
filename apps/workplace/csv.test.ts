import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check';
import { readRows } from './csv.js';
import type { Row } from './csv.js';

async function read(text: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readRows(Readable.from([Buffer.from(text)]))) rows.push(row);
  return rows;
}

describe('a file of figures', () => {
  test('is read without a header in the order indicator, at, value, note', async () => {
    const [row] = await read('a.output,2026-11-21,12.5,"one, two"\n');
    expect(row?.observation).toMatchObject({
      indicator: 'a.output',
      period: '2026-11-21',
      value: 12.5,
      note: 'one, two',
    });
  });

  test('is read with a header in any order', async () => {
    const [row] = await read('\uFEFFvalue,period,indicator\r\n3,2026-W47,a\r\n');
    expect(row).toMatchObject({ line: 2, observation: { indicator: 'a', period: '2026-W47', value: 3 } });
  });

  test('takes an instant as an instant and a period as a period', async () => {
    const rows = await read('a,2026-11-21T14:05:00+01:00,1\na,2026-11-21T14+01:00,1\n');
    expect(rows.map(({ observation }) => observation?.at)).toEqual(['2026-11-21T14:05:00+01:00', undefined]);
  });

  test('refuses a row that cannot be read, with its line, and goes on', async () => {
    const rows = await read(
      'a,2026-11-21,12\na,2026-11-22,"1,5"\n\nB!,2026-11-23,1\na,,4\na,2026-11-24,\na,2026-11-25,5\n',
    );
    expect(rows.map(({ line, refusal }) => [line, refusal?.code])).toEqual([
      [1, undefined],
      [2, 'observation-malformed'],
      [4, 'observation-malformed'],
      [5, 'observation-malformed'],
      [6, 'observation-malformed'],
      [7, undefined],
    ]);
  });

  test('refuses a row with more cells than columns: a decimal comma would else post another figure', async () => {
    const rows = await read('indicator,at,value\na,2026-11-21,0,7\na,2026-11-22,5,\n');
    expect(rows.map(({ refusal }) => refusal?.code)).toEqual(['observation-malformed', undefined]);
    const [spilt] = await read('a,2026-11-21,0,7,belt torn\n');
    expect(spilt?.refusal?.message).toContain('5 cells for 4 columns');
  });

  test('that is not CSV ends with a reason', async () => {
    await expect(read('a,2026-11-21,"12\n')).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(read('indicator,when,value\na,2026,1\n')).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  test('gives an id that follows from the content alone', async () => {
    const figure = tuple(constantFrom('a', 'b'), integer({ min: 1, max: 28 }), integer({ min: -5, max: 5 }));
    await assert(
      asyncProperty(figure, figure, async ([a, dayA, x], [b, dayB, y]) => {
        const lines = [`${a},2026-02-${dayA},${x}`, `${b},2026-02-${dayB},${y}.0`];
        const [first, second] = await read(`${lines.join('\n')}\n`);
        const same = a === b && dayA === dayB && x === y;
        expect(first?.observation?.id === second?.observation?.id).toBe(same);
      }),
    );
  });
});
