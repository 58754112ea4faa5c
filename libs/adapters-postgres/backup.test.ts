import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { noChanges } from '#libs/regulation';
import { emptied, plainDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { noon, observationOf } from '../../test/kit/store-rows.js';
import {
  backupLines,
  BackupFault,
  type Client,
  type Database,
  loopStore,
  refreshPeriods,
  restoreLines,
} from './index.js';

let all: Database[];
beforeAll(async () => {
  all = [await plainDatabase(), await timescaleDatabase(), await plainDatabase()];
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

test('holds no more of large rows at a time than of small ones', async () => {
  const [, , used] = all as [Database, Database, Database];
  const empty = await emptied(used);
  await empty.pool.query(
    `insert into cord_photo select 'cord-' || n, 'image/png', decode(repeat('ab', 500000), 'hex'), now() from generate_series(1, 12) n`,
  );
  const lines = await linesOf(watched(empty));
  await empty.pool.query('truncate cord_photo');
  await restoreLines(watched(empty), stream(lines));
  expect((await empty.pool.query('select from cord_photo')).rowCount).toBe(12);
  expect(most).toBeGreaterThan(1_000_000);
  expect(most).toBeLessThan(4_000_000);
});

test('is refused with a sentence where a line of it is none of a backup, and leaves nothing', async () => {
  const [, , used] = all as [Database, Database, Database];
  const empty = await emptied(used);
  const lines = await linesOf(empty);
  const [heading = '', ...others] = lines;
  const end = others.at(-1) ?? '';
  const head = '{"indicator":"cloth","sequence":1}';
  const table = '{"table":"head"}';
  for (const hostile of [
    [heading, head, end],
    [heading, table, 'no JSON', end],
    [heading, table, '{"indicator":"cloth"},{"indicator":"dye"}', end],
    [heading, table, '{"sequence":1}', end],
    [heading, table, head, head, end],
    [heading, '{"table":"head; drop table head"}', head, end],
    [heading, '{"table":1', end],
    ['{"synco":"backup"', end],
    ['', end],
  ])
    await expect(restoreLines(empty, stream(hostile))).rejects.toThrow(BackupFault);
  expect(await linesOf(empty)).toEqual(lines);
});

/** The most letters that went to the database, or came from it, in one statement. */
let most = 0;

function watched(database: Database): Database {
  const watch = (client: Client) =>
    new Proxy(client, {
      get: (target, name) => {
        const own = Reflect.get(target, name);
        if (name !== 'query') return typeof own === 'function' ? own.bind(target) : own;
        return async (text: string, values?: unknown[]) => {
          const found = await (values
            ? target.query<{ row?: string }>(text, values)
            : target.query<{ row?: string }>(text));
          const came = found.rows.reduce((sum, { row = '' }) => sum + row.length, 0);
          most = Math.max(most, came, typeof values?.[0] === 'string' ? values[0].length : 0);
          return found;
        };
      },
    });
  const pool = new Proxy(database.pool, { get: () => async () => watch(await database.pool.connect()) });
  return { ...database, pool, transaction: (work) => database.transaction((client) => work(watch(client))) };
}

async function* stream(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
