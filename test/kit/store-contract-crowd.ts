import { expect, test } from '@jest/globals';
import { type Database, embeddedBus, loopStore, readChanges, relayOutbox } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import { raise } from '#libs/alerting';
import { actOnAlert, Conflict, noChanges, timeIn, type Transaction } from '#libs/regulation';
import { sleep, until } from './bus-reader.js';
import { fall, messageTo, noon } from './store-rows.js';

const place = { bus: 'bus', topic: topics.observations, partition: 0 };

/** What a store promises when several connections write at once: for databases that have more than one. */
export function crowds(database: () => Database): void {
  const transact = <T>(work: (tx: Transaction) => Promise<T>) => loopStore(database()).transact(work);

  test('of several that move a position at once, one does, and the others have written nothing', async () => {
    for (const from of [null, 5]) {
      const moves = Array.from({ length: 4 }, (_, n) =>
        transact(async (tx) => {
          const outgoing = [messageTo('a', `${from} ${n}`)];
          await tx.write({ ...noChanges(noon(0)), outgoing });
          await tx.movePosition(place, from, (from ?? 0) + 5);
        }),
      );
      const ends = await Promise.allSettled(moves);
      const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      expect(lost.map((reason) => reason instanceof Conflict)).toEqual([true, true, true]);
    }
    expect((await database().pool.query('select 1 from outbox')).rowCount).toBe(2);
  });

  test('writers of one indicator wait for each other, so that none decides on an old head', async () => {
    const write = () =>
      transact(async (tx) => {
        const sequence = (await tx.heads(['y', 'x'])).get('x') ?? 0;
        await sleep(5);
        await tx.write({ ...noChanges(noon(0)), heads: [{ indicator: 'x', sequence: sequence + 1 }] });
      });
    await Promise.all(Array.from({ length: 8 }, write));
    expect((await transact((tx) => tx.heads(['x']))).get('x')).toBe(8);
  });

  test('those who act on one alert at once act one after the other, on what the last one left', async () => {
    const { alert, events } = raise('x@1', fall, timeIn(null, noon(0)), false);
    const row = { alert, events, reached: ['a'], onset: 1, replay: null };
    await transact((tx) => tx.write({ ...noChanges(noon(0)), alerts: [row] }));
    const store = loopStore(database());
    const answers = Array.from({ length: 6 }, (_, n) =>
      actOnAlert(store, 'x@1', noon(1), () => {
        return { kind: 'answer', by: 'Ana', unit: 'a', answer: 'advice', text: `${n}` };
      }),
    );
    expect((await Promise.all(answers)).map(({ kind }) => kind)).toEqual(answers.map(() => 'done'));
    const found = await database().pool.query('select sequence from alert_event order by sequence');
    expect(found.rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('a connection that breaks between two statements fails its own transaction only', async () => {
    const work = transact(async (tx) => {
      await tx.movePosition(place, null, 5);
      await database().pool.query(
        'select pg_terminate_backend(pid) from pg_locks where mode = $1 and pid <> pg_backend_pid()',
        ['RowExclusiveLock'],
      );
      await sleep(50);
      await tx.heads(['x']);
    });
    await expect(work).rejects.toThrow(/connection|terminat/);
    expect(await transact((tx) => tx.position('bus', place.topic, 0))).toBeNull();
  });

  test('of several that open the log at once on an empty database, one makes it', async () => {
    const open = () => embeddedBus(database(), { partitions: 4, log: () => {} });
    for (let round = 0; round < 5; round += 1) {
      await database().pool.query('truncate log_identity, log_partition');
      for (const bus of await Promise.all([open(), open(), open(), open()])) await bus.close();
      expect((await database().pool.query('select 1 from log_identity')).rowCount).toBe(1);
    }
  });

  test('who follows feed, outbox and log never passes what is not committed yet, and finds no gap', async () => {
    const bus = await embeddedBus(database(), { partitions: 1, log: () => {} });
    const followed = follow(database(), bus);
    const write = async (n: number) => {
      const work = database().transaction(async (client) => {
        await bus.publishIn([messageTo('direct', `${n}`)], client);
        await sleep((n * 7) % 11);
        if (n % 5 === 4) throw new Error('lost');
      });
      const told = transact(async (tx) => {
        const change = { kind: 'organisation', version: n } as const;
        await tx.write({ ...noChanges(noon(0)), outgoing: [messageTo('relayed', `${n}`)], feed: [change] });
        await sleep((n * 5) % 13);
        if (n % 5 === 4) throw new Error('lost');
      });
      await Promise.allSettled([work, told]);
    };
    for (let from = 0; from < 60; from += 4) await Promise.all([0, 1, 2, 3].map((n) => write(from + n)));
    await until('all was followed', () => followed.direct.length === 48 && followed.relayed.length === 48);
    await until('the feed was followed', () => followed.feed.length === 48);
    await followed.stop();
    await bus.close();
    expect(followed.gaps).toEqual([]);
    for (const list of [followed.feed.map(String), followed.relayed, followed.direct]) {
      expect(new Set(list).size).toBe(48);
    }
  });
}

/** Reads feed and log while they are written, each after its own cursor, and relays the outbox into the log. */
function follow(database: Database, bus: Awaited<ReturnType<typeof embeddedBus>>) {
  const seen = { feed: [] as number[], relayed: [] as string[], direct: [] as string[], gaps: [] as string[] };
  const state = { goesOn: true };
  let [feedAt, logAt] = [1, 0];
  const step = async () => {
    await relayOutbox(database, (records, client) => bus.publishIn(records, client));
    for (const { offset, change } of await readChanges(database.pool, feedAt)) {
      if (offset !== feedAt) seen.gaps.push(`feed ${offset}`);
      feedAt = offset + 1;
      if (change.kind === 'organisation') seen.feed.push(change.version);
    }
    const found = await database.pool.query<{ offset: number; key: 'direct' | 'relayed'; id: string }>(
      'select "offset", key, id from log_record where topic = $1 and "offset" >= $2 order by "offset"',
      [topics.dispatches, logAt],
    );
    for (const { offset, key, id } of found.rows) {
      if (offset !== logAt) seen.gaps.push(`log ${offset}`);
      logAt = offset + 1;
      seen[key].push(id);
    }
  };
  const run = (async () => {
    while (state.goesOn) await step();
  })();
  const stop = async () => {
    state.goesOn = false;
    await run;
  };
  return { ...seen, stop };
}
