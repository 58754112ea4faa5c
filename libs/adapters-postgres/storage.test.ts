import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Storage } from '#libs/contracts';
import { noChanges } from '#libs/regulation';
import { emptied, plainDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { noon, observationOf } from '../../test/kit/store-rows.js';
import { applyKeeping, type Database, loopStore, readSeries, readStorage, refreshPeriods } from './index.js';

let plain: Database;
let timescale: Database;
beforeAll(async () => {
  [plain, timescale] = [await plainDatabase(), await timescaleDatabase()];
});
afterAll(() => Promise.all([plain.close(), timescale.close()]));
beforeEach(async () => {
  for (const database of [plain, timescale]) {
    await emptied(database);
    await database.pool.query("insert into head (indicator) values ('x')");
  }
});

/** A figure a day: each of the years 2024 and 2025 is far enough back to be compressed in 2026. */
async function twoYears(database: Database): Promise<void> {
  const observations = Array.from({ length: 731 }, (_, n) => observationOf(n - 731, 1));
  await loopStore(database).transact((tx) => tx.write({ ...noChanges(noon(1)), observations }));
}

const jobs = async () =>
  (
    await timescale.pool.query<{ id: number; proc: string; table: string }>(
      `select job_id as id, proc_name as proc, hypertable_name as "table" from timescaledb_information.jobs
       where hypertable_name is not null order by 1`,
    )
  ).rows;

describe('what is kept', () => {
  test('is told to the scheduler of TimescaleDB, once, until it changes', async () => {
    await applyKeeping(timescale, { compressAfterMonths: 6, keepMonths: null });
    const first = await jobs();
    expect(first.map(({ table }) => table).toSorted()).toEqual(['assessment', 'figure', 'observation']);
    await applyKeeping(timescale, { compressAfterMonths: 6, keepMonths: null });
    expect(await jobs()).toEqual(first);
    await applyKeeping(timescale, { compressAfterMonths: 12, keepMonths: 24 });
    expect(await jobs()).toHaveLength(6);
    await applyKeeping(timescale, { compressAfterMonths: null, keepMonths: null });
    expect(await jobs()).toEqual([]);
  });

  test('is compressed by its policy, and a correction of what is compressed is taken and told', async () => {
    await twoYears(timescale);
    await applyKeeping(timescale, { compressAfterMonths: 6, keepMonths: null });
    for (const { id } of await jobs()) await timescale.pool.query('call run_job($1)', [id]);
    await refreshPeriods(timescale);
    const asked = { now: noon(1), keepMonths: 12, timescale: true };
    const packed = (await readStorage(timescale, asked)).tables.find(({ name }) => name === 'figure')?.compressed;
    expect(packed?.chunks).toBeGreaterThan(2);
    expect(packed?.after).toBeLessThan(packed?.before ?? 0);
    const mended = observationOf(-700, 2, { revision: 2, value: -5 });
    await loopStore(timescale).transact((tx) => tx.write({ ...noChanges(noon(2)), observations: [mended] }));
    expect(await readSeries(timescale.pool, 'x', { from: '2024-01-31', to: '2024-02-02', limit: 9 })).toMatchObject([
      { period: '2024-01-31', revision: 1 },
      { period: '2024-02-01', revision: 2, value: -5 },
    ]);
    expect((await readStorage(timescale, asked)).refreshing).toMatchObject({ ranges: 1 });
    const weeks = await timescale.pool.query('select least from figure_by_week order by least limit 1');
    expect(weeks.rows).toEqual([{ least: -731 }]);
  });

  test('has no limit on how many compressed rows one transaction may open', async () => {
    const found = await timescale.pool.query('show timescaledb.max_tuples_decompressed_per_dml_transaction');
    expect(found.rows).toEqual([{ 'timescaledb.max_tuples_decompressed_per_dml_transaction': '0' }]);
  });
});

describe('what is stored', () => {
  test.each(['PGlite', 'TimescaleDB'] as const)('is told of %s', async (store) => {
    const database = store === 'PGlite' ? plain : timescale;
    await twoYears(database);
    const { drops, ...stored } = await readStorage(database, {
      now: noon(1),
      keepMonths: 12,
      timescale: store === 'TimescaleDB',
    });
    Storage.parse({ ...stored, compression: { afterMonths: 6 }, retention: { keepMonths: null, drops }, log: null });
    expect(stored.store).toBe(store);
    const figure = stored.tables.find(({ name }) => name === 'figure');
    const span = { oldest: '2024-01-01T00:00:00', newest: '2025-12-31T00:00:00' };
    expect(figure).toMatchObject({ rows: 731, estimated: false, compressed: null, ...span });
    expect(figure?.bytes).toBeGreaterThan(731 * 100);
    expect(new Set(stored.tables.map(({ name }) => name)).size).toBe(stored.tables.length);
    expect(stored.tables.map(({ bytes }) => bytes)).toEqual(
      stored.tables.map(({ bytes }) => bytes).toSorted((a, b) => b - a),
    );
    for (const name of ['observation', 'assessment', 'receipt', 'log_record', 'alert'])
      expect(stored.tables.map((table) => table.name)).toContain(name);
    expect(drops).toMatchObject({ keepMonths: 12, before: '2025-01-02T12:00:00' });
    expect(drops.bytes).toBeGreaterThan(0);
  });

  test('would lose exactly what is told, if it were dropped', async () => {
    await twoYears(timescale);
    const asked = { now: new Date().toISOString(), keepMonths: 6, timescale: true };
    const before = await readStorage(timescale, asked);
    await applyKeeping(timescale, { compressAfterMonths: null, keepMonths: 6 });
    for (const { id } of await jobs()) await timescale.pool.query('call run_job($1)', [id]);
    await applyKeeping(timescale, { compressAfterMonths: null, keepMonths: null });
    const after = await readStorage(timescale, asked);
    const rows = ({ tables }: typeof before) =>
      tables.filter(({ name }) => ['figure', 'observation'].includes(name)).reduce((sum, table) => sum + table.rows, 0);
    expect(before.drops.rows).toBeGreaterThan(1_000);
    expect(rows(before) - rows(after)).toBe(before.drops.rows);
    expect(after.drops).toMatchObject({ rows: 0, bytes: 0 });
  });

  test('of many rows it says about how many', async () => {
    await timescale.pool.query(
      `insert into figure select 'x', d::date::text, d, n, 1, n, n, 1, true, repeat('1', 9)::int, 1, 1
       from generate_series(1, 80000) n, lateral (select timestamp '2025-07-01' + n * interval '1 minute' as d) t`,
    );
    await timescale.pool.query('analyze figure');
    const { tables } = await readStorage(timescale, { now: noon(1), keepMonths: 12, timescale: true });
    expect(tables.find(({ name }) => name === 'figure')).toMatchObject({ estimated: true, rows: 80_000 });
  });
});
