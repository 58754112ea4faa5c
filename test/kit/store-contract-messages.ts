import { expect, test } from '@jest/globals';
import { type Database, embeddedBus, loopStore, readChanges, relayOutbox, trimChanges } from '#libs/adapters-postgres';
import type { Change } from '#libs/contracts';
import { noChanges } from '#libs/regulation';
import { messageTo, noon } from './store-rows.js';

const version = (n: number): Change => ({ kind: 'organisation', version: n });

/** The outbox and the change feed: what was committed, all of it, in that order. */
export function tells(database: () => Database): void {
  const write = (numbers: readonly number[], lost = false) =>
    loopStore(database()).transact(async (tx) => {
      const outgoing = numbers.map((n) => messageTo('a', `m-${n}`));
      await tx.write({ ...noChanges(noon(0)), outgoing, feed: numbers.map(version) });
      if (lost) throw new Error('lost');
    });
  const relayed = async (limit?: number) => {
    const ids: string[] = [];
    await relayOutbox(
      database(),
      async (records) => {
        ids.push(...records.map(({ id }) => id));
      },
      limit === undefined ? {} : { limit },
    );
    return ids;
  };

  test('what is rolled back is never told, and leaves no gap', async () => {
    await write([1]);
    await expect(write([2, 3], true)).rejects.toThrow('lost');
    await write([4]);
    expect(await relayed()).toEqual(['m-1', 'm-4']);
    expect(await readChanges(database().pool, 1)).toEqual([
      { offset: 1, change: version(1) },
      { offset: 2, change: version(4) },
    ]);
  });

  test('what was published before a crash is published again, in the same order, and then no more', async () => {
    await write([1, 2]);
    await write([3]);
    const seen: string[] = [];
    const crash = relayOutbox(database(), async (records) => {
      seen.push(...records.map(({ id }) => id));
      throw new Error('crashed');
    });
    await expect(crash).rejects.toThrow('crashed');
    expect(seen).toEqual(['m-1', 'm-2', 'm-3']);
    expect(await relayed(2)).toEqual(['m-1', 'm-2']);
    expect(await relayed(2)).toEqual(['m-3']);
    expect(await relayed()).toEqual([]);
  });

  test('outbox and log are one store: what a crash undoes is on neither side twice', async () => {
    const bus = await embeddedBus(database(), { partitions: 2, log: () => {} });
    await write([1, 2]);
    const crash = relayOutbox(database(), async (records, client) => {
      await bus.publishIn(records, client);
      throw new Error('crashed');
    });
    await expect(crash).rejects.toThrow('crashed');
    const logged = () => database().pool.query('select id, "offset" from log_record order by "offset"');
    expect((await logged()).rows).toEqual([]);
    await relayOutbox(database(), (records, client) => bus.publishIn(records, client));
    expect((await logged()).rows).toEqual([
      { id: 'm-1', offset: 0 },
      { id: 'm-2', offset: 1 },
    ]);
    await bus.close();
  });

  test('the change feed is read from any cursor, and keeps its newest lines', async () => {
    await write([1, 2, 3, 4, 5]);
    const offsets = async (from: number, limit?: number) =>
      (await readChanges(database().pool, from, limit)).map(({ offset }) => offset);
    expect(await offsets(2, 2)).toEqual([2, 3]);
    await trimChanges(database().pool, 2);
    expect(await offsets(1)).toEqual([4, 5]);
    await write([6]);
    expect(await offsets(5)).toEqual([5, 6]);
  });
}
