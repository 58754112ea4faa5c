import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { type Database, loopStore } from '#libs/adapters-postgres';
import { noChanges } from '#libs/regulation';
import { until } from '../../../test/kit/bus-reader.js';
import { plainDatabase, timescaleDatabase } from '../../../test/kit/databases.js';
import { noon, observationOf } from '../../../test/kit/store-rows.js';
import { readConfig } from '../config.js';
import type { Parts } from '../parts.js';
import { upkeep } from './upkeep.js';

let plain: Database;
let timescale: Database;
beforeAll(async () => {
  [plain, timescale] = [await plainDatabase(), await timescaleDatabase()];
});
afterAll(() => Promise.all([plain.close(), timescale.close()]));

/** As much of a regulator as its upkeep needs; what it warns of is collected. */
function partsOf(database: Database, settings: Record<string, string>, warned: string[] = []): Parts {
  const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) });
  const parts = { database, timescale: database === timescale, config: readConfig(settings), log, now: () => noon(1) };
  return parts as unknown as Parts;
}

async function count(database: Database, from: string): Promise<number> {
  return (await database.pool.query<{ n: number }>(`select count(*) as n from ${from}`)).rows[0]?.n ?? 0;
}

test('with TimescaleDB what the settings say is told to it, and sums are kept soon after a commit', async () => {
  const figures = { ...noChanges(noon(1)), observations: [observationOf(0, 1), observationOf(40, 1, { id: 'later' })] };
  await loopStore(timescale).transact((tx) => tx.write(figures));
  const loops = await upkeep(partsOf(timescale, { STORAGE_COMPRESS_AFTER_MONTHS: '3', STORAGE_KEEP_MONTHS: '48' }));
  for (const loop of loops) loop.start();
  await until('all notes are gone', async () => (await count(timescale, 'touched')) === 0, 20_000);
  for (const loop of loops) await loop.stop();
  expect(await count(timescale, 'figure_by_month_kept')).toBe(2);
  expect(await count(timescale, "timescaledb_information.jobs where hypertable_name = 'figure'")).toBe(2);
});

test('a retention that needs TimescaleDB is told to do nothing, and the rest is kept in order', async () => {
  const warned: string[] = [];
  await plain.pool.query(`update change_cursor set next_offset = 10003;`);
  await plain.pool.query(`insert into change select n, '{}' from generate_series(1, 10002) n`);
  const loops = await upkeep(partsOf(plain, { STORAGE_KEEP_MONTHS: '48' }, warned));
  for (const loop of loops) loop.start();
  await until('the feed is trimmed', async () => (await count(plain, 'change')) === 10_000, 20_000);
  for (const loop of loops) await loop.stop();
  expect(warned).toHaveLength(1);
  expect(warned[0]).toContain('STORAGE_KEEP_MONTHS needs TimescaleDB');
});
