import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import writeExcelFile from 'write-excel-file/node';
import type { Cell } from 'write-excel-file/node';
import { withPart } from '../testing/workbook.js';
import { xlsxCells } from './xlsx-cells.js';

const sheetPath = 'xl/worksheets/sheet1.xml';

async function workbook(rows: Cell[][]): Promise<Uint8Array> {
  return new Uint8Array(await writeExcelFile(rows).toBuffer());
}

async function cellsOf(bytes: Uint8Array, sheet: string | null = null) {
  const read = await xlsxCells(bytes, sheet);
  if ('code' in read) throw new Error(read.message);
  return read.cells;
}

describe('a workbook', () => {
  test('gives its cells as they were written', async () => {
    const cell = fc.oneof(
      fc.double({ noNaN: true, min: -1e12, max: 1e12 }).map((value) => value + 0),
      fc.boolean(),
      fc.stringMatching(/^[a-zñé<&"' ]{1,12}[a-z]$/).map((text) => text.trim()),
    );
    const row = fc.tuple(cell, fc.option(cell), cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        expect(await cellsOf(await workbook(rows))).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  test('gives dates on the local clock, with the time of day where there is one', async () => {
    const day = { value: new Date('2026-11-21T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' };
    const time = { value: new Date('2026-11-21T14:30:00Z'), type: Date, format: 'dd/mm/yyyy hh:mm' };
    expect(await cellsOf(await workbook([[day, time]]))).toEqual([['2026-11-21', '2026-11-21T14:30:00']]);
  });

  test('says where a formula ended in an error or was never calculated, instead of an empty cell', async () => {
    const plain = await workbook([['a', 1, { value: '=B1*2', type: 'Formula' }]]);
    const broken = await withPart(plain, sheetPath, (xml) =>
      xml.replace(/<c r="B1"[^>]*>.*?<\/c>/, '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
    );
    expect(await cellsOf(broken)).toEqual([['a', '#DIV/0!', '#UNCALCULATED']]);
  });

  test('says where a number is shown in per cent', async () => {
    const shown = { value: 0.455, type: Number, format: '0.0%' };
    const quotedSign = { value: 4.5, type: Number, format: '0.0"%"' };
    expect(await cellsOf(await workbook([[shown, quotedSign, 0.455]]))).toEqual([[{ percent: 0.455 }, 4.5, 0.455]]);
  });

  test('is read sheet by sheet', async () => {
    const two = await writeExcelFile([
      { data: [['first']], sheet: 'A & B' },
      { data: [['second']], sheet: 'Other' },
    ]).toBuffer();
    const bytes = new Uint8Array(two);
    expect(await xlsxCells(bytes, null)).toMatchObject({
      sheet: 'A & B',
      sheets: ['A & B', 'Other'],
      cells: [['first']],
    });
    expect(await cellsOf(bytes, 'Other')).toEqual([['second']]);
    expect(await xlsxCells(bytes, 'None')).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('A & B, Other'),
    });
  });
});

describe('a workbook that is none', () => {
  test('is refused where its directory announces more than a table can be, before anything is unpacked', async () => {
    const bytes = await workbook([['a']]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const name = Buffer.from(bytes).lastIndexOf(sheetPath);
    view.setUint32(name - 46 + 24, 3_000_000_000, true);
    expect(await xlsxCells(bytes, null)).toMatchObject({ code: 'file-too-large' });
  });

  test('is refused where an entry is larger than announced', async () => {
    const bytes = await workbook([['a']]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    view.setUint32(Buffer.from(bytes).lastIndexOf(sheetPath) - 46 + 24, 10, true);
    expect(await xlsxCells(bytes, null)).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('damaged'),
    });
  });

  test('is refused where two cells span a sheet of millions, but not for formats far outside', async () => {
    const plain = await workbook([['a', 1]]);
    const far = (cell: string) =>
      withPart(plain, sheetPath, (xml) => xml.replace('</sheetData>', `<row r="1048576">${cell}</row></sheetData>`));
    expect(await xlsxCells(await far('<c r="XFD1048576"><v>1</v></c>'), null)).toMatchObject({
      code: 'file-too-large',
    });
    expect(await cellsOf(await far('<c r="XFD1048576" s="0"/>'))).toEqual([['a', 1]]);
  });

  test.each(['a1', 'A0', 'AAAA1', 'A99999999', '$A$2', '', 'A1:B2'])(
    'is refused where a cell lies at "%s", where none is',
    async (address) => {
      const plain = await workbook([['a', 1]]);
      const astray = await withPart(plain, sheetPath, (xml) => xml.replace('r="B1"', `r="${address}"`));
      expect(await xlsxCells(astray, null)).toMatchObject({ code: 'file-unreadable' });
    },
  );

  test('is read by the addresses of its cells, whatever numbers its rows say they have', async () => {
    const plain = await workbook([['a', 1], ['b']]);
    const far = await withPart(plain, sheetPath, (xml) => xml.replace(/<row r="2"/, '<row r="99999999999"'));
    expect(await cellsOf(far)).toEqual([
      ['a', 1],
      ['b', null],
    ]);
  });

  test.each(['&#x110000;', '&#99999999999;'])('may say a letter that there is none of, as %s', async (letter) => {
    const plain = await workbook([['a', 1]]);
    const named = await withPart(plain, 'xl/workbook.xml', (xml) => xml.replace('name="Sheet1"', `name="${letter}"`));
    expect(await xlsxCells(named, null)).toMatchObject({ sheet: letter });
    const addressed = await withPart(plain, sheetPath, (xml) => xml.replace('r="B1"', `r="${letter}"`));
    expect(await xlsxCells(addressed, null)).toMatchObject({ code: 'file-unreadable' });
  });

  const many = (part: string) => part.repeat(Math.ceil(2_000_000 / part.length));
  test.each([
    ['cells', many('<c>')],
    ['tags of cells', many('<c ')],
    ['tags of rows', many('<row ')],
    ['tags of values', `<row><c r="A3">${many('<v ')}</c></row>`],
    ['names of attributes', `<row><c ${many('a')}><v>1</v></c></row>`],
    ['spaces in a tag', `<row><c a${many(' ')}b r="A3"><v>1</v></c></row>`],
  ])('is refused where %s begin and never end, before anybody has waited', async (_, markup) => {
    const plain = await workbook([['a', 1]]);
    const endless = await withPart(plain, sheetPath, (xml) => xml.replace('</sheetData>', `${markup}</sheetData>`));
    expect(await xlsxCells(endless, null)).toMatchObject({ code: 'file-unreadable' });
  });

  test.each([
    ['xl/workbook.xml', '</sheets>', '<sheet '],
    ['xl/_rels/workbook.xml.rels', '</Relationships>', '<Relationship '],
    ['xl/styles.xml', '</cellXfs>', '<cellXfs>'],
  ])('is refused where the tags of %s never end', async (part, end, tag) => {
    const plain = await workbook([['a', 1]]);
    const endless = await withPart(plain, part, (xml) => xml.replace(end, `${many(tag)}${end}`));
    expect(await xlsxCells(endless, null)).toMatchObject({ code: 'file-unreadable' });
  });

  test.each(['<c r="XFD1048576" t="<"><v>1</v></c>', '<c r="XFD1048576"><v>1</v>'])(
    'is refused where a cell is written so that it might not be counted: %s',
    async (cell) => {
      const plain = await workbook([['a', 1]]);
      const far = await withPart(plain, sheetPath, (xml) =>
        xml.replace('</sheetData>', `<row>${cell}</row></sheetData>`),
      );
      expect(await xlsxCells(far, null)).toMatchObject({ code: 'file-unreadable' });
    },
  );

  test('is refused where it is cut off, or another kind of archive', async () => {
    const bytes = await workbook([['a', 1]]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: bytes.length - 1 }), async (length) => {
        expect(await xlsxCells(bytes.slice(0, length), null)).toMatchObject({ code: 'file-unreadable' });
      }),
      { numRuns: 40 },
    );
    const other = await withPart(bytes, 'xl/workbook.xml', () => '');
    expect(await xlsxCells(other, null)).toMatchObject({ code: 'file-unreadable' });
  });
});
