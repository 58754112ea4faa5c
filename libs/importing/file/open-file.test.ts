import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openFile } from './open-file.js';

const open = (text: string) => openFile(new TextEncoder().encode(text), null);
const grid = [
  ['Date', 'Output', 'Note'],
  ['2026-11-01', '412', 'rain; wind, "strong"'],
  ['2026-11-02', '1', null],
];

describe('a CSV file', () => {
  test.each([',', ';', '\t'])('is read with %j between its cells', async (delimiter) => {
    const quote = (cell: string | null) => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`);
    const text = grid.map((row) => row.map(quote).join(delimiter)).join('\r\n');
    expect(await open(`\uFEFF${text}`)).toMatchObject({ kind: 'csv', cells: grid, oldEncoding: false });
  });

  test('is read with the semicolon where commas are decimal marks, whatever the number of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(999), fc.nat(99)), { minLength: 1, maxLength: 30 }),
        async (figures) => {
          const rows = figures.map(([one, other]) => [`${one},5`, `${other}`]);
          const text = ['Output, pieces;Stops', ...rows.map((row) => row.join(';'))].join('\n');
          expect(await open(text)).toMatchObject({ cells: [['Output, pieces', 'Stops'], ...rows] });
        },
      ),
    );
  });

  test('keeps empty lines, so that addresses are those of a spreadsheet', async () => {
    expect(await open('a,b\n\n1,2\n')).toMatchObject({ cells: [['a', 'b'], [null], ['1', '2']] });
  });

  test('may name its delimiter as spreadsheets do', async () => {
    expect(await open('sep=|\r\na|b\r\n1|2\r\n')).toMatchObject({
      cells: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
  });

  test('is read in UTF-16 and, with a remark, in the encoding of old Western spreadsheets', async () => {
    const utf16 = new Uint8Array(Buffer.from('\uFEFFaño;b', 'utf16le'));
    expect(await openFile(utf16, null)).toMatchObject({ cells: [['año', 'b']], oldEncoding: false });
    expect(await openFile(new Uint8Array(Buffer.from('año;b', 'latin1')), null)).toMatchObject({
      cells: [['año', 'b']],
      oldEncoding: true,
    });
  });

  test('that is not closed is refused in words', async () => {
    expect(await open('a,"b\n')).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('not CSV'),
    });
  });
});

describe('another file', () => {
  test.each([
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'save it as .xlsx'],
    ['a picture', [0x89, 0x50, 0, 0, 0x0d], 'neither CSV nor'],
    ['a damaged workbook', [0x50, 0x4b, 3, 4, 1, 2, 3], 'damaged'],
  ])('%s is refused with what to do', async (_what, bytes, says) => {
    expect(await openFile(Uint8Array.from(bytes), null)).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining(says),
    });
  });

  test('of more than 20 MB is refused', async () => {
    expect(await openFile(new Uint8Array(20_000_001), null)).toMatchObject({ code: 'file-too-large' });
  });
});
