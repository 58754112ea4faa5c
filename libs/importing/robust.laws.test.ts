import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import writeExcelFile from 'write-excel-file/node';
import type { Cell } from './cell.js';
import { openFile } from './file/open-file.js';
import { readTable } from './read-table.js';
import { present, team } from './testing/team.js';

const organisation = team();
const read = (cells: readonly (readonly Cell[])[]) => readTable(cells, organisation, { unit: 'team-a', now: present });

/** Cells of all kinds, many of them nearly something that means something. */
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom('Date', 'Output', 'Scrap', 'team-a.stops', 'indicator', 'value', 'Paint', 'Use', 'Total', null),
  fc.constantFrom(
    '2026-11-01',
    '31/12/25',
    '2026-W53',
    '9999-12-31',
    '0000-01-01',
    '29.2.2023',
    '1.2.3',
    'W60 2026',
    '24:00',
  ),
  fc.constantFrom('1,234', '1.234,5', '−', '#REF!', '3/0', '%', '12e', '1e400', '-0', '٣', 'n/a'),
  fc.double(),
  fc.integer({ min: -10, max: 90_000 }),
  fc.boolean(),
  fc.record({ percent: fc.double() }),
  fc.string({ unit: 'binary' }),
);

describe('whatever a file holds', () => {
  test('a table is read without ever failing, and what is sent is within the contracts', () => {
    const header = fc.constant<Cell[]>(['Date', 'Output', 'Scrap', 'team-a.stops', 'Drift']);
    const tables = fc
      .tuple(header, fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }))
      .map(([head, rows]) => [head, ...rows]);
    fc.assert(
      fc.property(fc.oneof(tables, fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 })), (cells) => {
        const { rows, doubts } = read(cells);
        for (const { observation } of rows.flatMap(({ figures }) => figures)) {
          expect(organisation.indicator(observation.indicator)?.unit).toBe('team-a');
          expect(Number.isFinite(observation.value)).toBe(true);
        }
        for (const { address, message } of doubts) {
          expect(address).toMatch(/^[A-Z]+\d+$/);
          expect(message).toMatch(/^[A-Z0-9“-].*\.$/su);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('bytes are read as a table or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const opened = await openFile(bytes, null);
        expect('code' in opened || opened.kind === 'csv').toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a workbook with some bytes changed is read or refused, and never costs more than its size', async () => {
    const bytes = new Uint8Array(
      await writeExcelFile([
        ['Date', 'Output'],
        ['2026-11-01', 412],
      ]).toBuffer(),
    );
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = bytes.slice();
        for (const [at, value] of changes) damaged[at] = value;
        const opened = await openFile(damaged, null);
        expect('code' in opened || Array.isArray(opened.cells)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
