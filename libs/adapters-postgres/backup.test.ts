import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { noChanges } from '#libs/regulation';
import { memoryDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { noon, observationOf } from '../../test/kit/store-rows.js';
import { backupLines, type Database, loopStore, refreshPeriods, restoreLines } from './index.js';

let all: Database[];
beforeAll(async () => {
  all = [await memoryDatabase(), await timescaleDatabase(), await memoryDatabase()];
});
afterAll(() => Promise.all(all.map((database) => database.close())));

async function linesOf(database: Database): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of backupLines(database, noon(1))) lines.push(line);
  return lines;
}

/** The lines of each table in one order: a table has none. */
function sorted(lines: readonly string[]): string[] {
  return lines.slice(1).toSorted();
}

test('goes from a plain database to TimescaleDB and back without a change, and its sums are right there', async () => {
  const [plain, timescale, other] = all as [Database, Database, Database];
  const observations = Array.from({ length: 1_500 }, (_, n) =>
    observationOf(n, 1, { id: `o${n}`, value: n / 3, note: 'a\u2028b\n"c" \\ ñ', settled: true }),
  );
  await loopStore(plain).transact((tx) => tx.write({ ...noChanges(noon(1)), observations }));
  const first = await linesOf(plain);
  expect(first.length).toBeGreaterThan(3_000);
  const rows = await restoreLines(timescale, stream(first));
  const there = await linesOf(timescale);
  expect(sorted(there)).toEqual(sorted(first));
  await refreshPeriods(timescale);
  const sums = (database: Database) =>
    database.pool
      .query('select starts, figures, least, most from figure_by_month order by starts')
      .then((found) => found.rows);
  expect(await sums(timescale)).toEqual(await sums(plain));
  expect(await restoreLines(other, stream(there))).toBe(rows);
  expect(await linesOf(other)).toEqual(first);
});

async function* stream(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
