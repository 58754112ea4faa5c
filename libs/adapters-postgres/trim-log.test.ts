import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import { regulateBatches, type BatchHandler } from '#libs/regulation';
import { until } from '../../test/kit/bus-reader.js';
import { emptied, plainDatabase } from '../../test/kit/databases.js';
import { dayName, startRig } from '../../test/kit/loop-rig.js';
import { noon } from '../../test/kit/store-rows.js';
import { type Database, embeddedBus, loopStore, readSeries, reclaim, trimLog } from './index.js';

let database: Database;
beforeAll(async () => {
  database = await plainDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptied(database));

const days = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => dayName(from + n));
const stored = async (topic: string) =>
  (await database.pool.query<{ key: string }>('select key from log_record where topic = $1', [topic])).rows.length;

async function trimAll(now: string, keepDays: number): Promise<void> {
  while (await trimLog(database, now, keepDays));
}

describe('the embedded log', () => {
  test('loses what is older than it is kept, and the loop goes on', async () => {
    const rig = await startRig(database, noon(10));
    await rig.post(days(0, 10).map((day) => ['a.output', day, 100] as const));
    await trimAll(noon(10), 30);
    rig.now = noon(25);
    await rig.post(days(10, 25).map((day) => ['a.output', day, 100] as const));
    await trimAll(noon(25), 30);
    expect(await stored(topics.observations)).toBe(25);
    await trimAll(noon(41), 30);
    expect(await stored(topics.observations)).toBe(15);
    expect(await stored(topics.rollUps)).toBeGreaterThan(0);
    rig.now = noon(60);
    await rig.post([['a.output', dayName(25), 100]]);
    await rig.close();
    await trimAll(noon(200), 30);
    await trimAll(noon(231), 30);
    expect(await stored(topics.observations)).toBe(0);
    const again = await startRig(database, noon(232));
    await again.post([['a.output', dayName(26), 101, 'after']]);
    await again.close();
    expect(await readSeries(database.pool, 'a.output', { limit: 100 })).toHaveLength(27);
  });

  test('keeps what nobody has taken, however old it is', async () => {
    const bus = await embeddedBus(database, { partitions: 2, log: () => {} });
    const record = (n: number) => ({ topic: topics.observations, key: 'x', id: `x-${n}`, value: '{}' });
    await bus.publish([record(1), record(2)]);
    await trimAll(noon(0), 1);
    await trimAll(noon(100), 1);
    expect(await stored(topics.observations)).toBe(2);
    const taken: BatchHandler = regulateBatches({
      store: loopStore(database),
      now: () => noon(100),
      places: new Map(),
      most: 10,
      committed: () => {},
    });
    await bus.subscribe({ group: 'late', topics: [topics.observations], handler: taken });
    await until('both are refused, as nothing is in force', async () => (await refused()) === 2);
    await trimAll(noon(100), 1);
    expect(await stored(topics.observations)).toBe(0);
    await bus.close();
  });

  test('needs one mark a day, and of the old days one', async () => {
    const bus = await embeddedBus(database, { partitions: 1, log: () => {} });
    for (let n = 0; n < 8; n += 1) for (const now of [noon(n), `${dayName(n)}T20:00:00.000Z`]) await trimAll(now, 3);
    const marks = await database.pool.query('select at from log_mark where topic = $1 order by at', [topics.rollUps]);
    expect(marks.rows.map(({ at }) => at as string)).toEqual([noon(4), noon(5), noon(6), noon(7)]);
    await bus.close();
  });
});

describe('an embedded store', () => {
  test('uses the room of rows that are gone again', async () => {
    const size = async () =>
      (await database.pool.query<{ size: number }>("select pg_total_relation_size('outbox') as size")).rows[0]?.size ??
      0;
    const pass = async () => {
      for (let n = 0; n < 20; n += 1) {
        await database.pool.query(
          `insert into outbox select n, 'synco.dispatches', 'u', n, repeat('x', 200) from generate_series(1, 200) n`,
        );
        await database.pool.query('delete from outbox');
      }
      await reclaim(database);
    };
    await pass();
    const once = await size();
    for (let n = 0; n < 5; n += 1) await pass();
    expect(await size()).toBeLessThan(2 * once + 2 ** 20);
  });
});

async function refused(): Promise<number> {
  return (await database.pool.query('select from refused')).rowCount ?? 0;
}
