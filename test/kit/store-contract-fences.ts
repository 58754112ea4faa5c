import { expect, test } from '@jest/globals';
import { type Database, loopStore, readAlert } from '#libs/adapters-postgres';
import { advance, type Advanced, raise } from '#libs/alerting';
import { Conflict, noChanges, timeIn } from '#libs/regulation';
import { fall, noon } from './store-rows.js';

const place = { bus: 'bus', topic: 'synco.observations', partition: 0 };

/** The three fences: whoever decides on what is no longer true is turned away, and leaves nothing behind. */
export function fences(database: () => Database): void {
  test('a position is moved by whoever has read it last, and by nobody else', async () => {
    const store = loopStore(database());
    await store.transact((tx) => tx.movePosition(place, null, 5));
    await expect(store.transact((tx) => tx.movePosition(place, 4, 9))).rejects.toThrow(Conflict);
    await expect(store.transact((tx) => tx.movePosition(place, null, 9))).rejects.toThrow(Conflict);
    expect(await store.transact((tx) => tx.position('bus', place.topic, 0))).toBe(5);
    expect(await store.transact((tx) => tx.position('another-bus', place.topic, 0))).toBeNull();
  });

  test('a position keeps how its log began, and loses it with itself', async () => {
    const store = loopStore(database());
    const begins = (offset: number) => ({ offset, stamp: `record ${offset}` });
    await store.transact(async (tx) => {
      await tx.movePosition(place, null, 5);
      expect(await tx.beginning(place)).toBeNull();
      await tx.noteBeginning(place, begins(0));
    });
    await store.transact((tx) => tx.movePosition(place, 5, 9));
    expect(await store.transact((tx) => tx.beginning(place))).toEqual(begins(0));
    await store.transact((tx) => tx.noteBeginning(place, begins(3)));
    expect(await store.transact((tx) => tx.beginning(place))).toEqual(begins(3));
    await database().pool.query('delete from consumer_position');
    expect(await store.transact((tx) => tx.beginning(place))).toBeNull();
  });

  test('an indicator is assessed by whoever has read its newest sequence', async () => {
    const store = loopStore(database());
    const write = (sequence: number) =>
      store.transact(async (tx) => {
        await tx.heads(['x']);
        await tx.write({ ...noChanges(noon(0)), heads: [{ indicator: 'x', sequence }] });
      });
    await write(1);
    await expect(write(1)).rejects.toThrow(Conflict);
    await write(2);
    expect(await store.transact((tx) => tx.heads(['x']))).toEqual(new Map([['x', 2]]));
  });

  test('an event of an alert follows the last one, or is not written', async () => {
    const store = loopStore(database());
    const write = ({ alert, events }: Advanced) =>
      store.transact((tx) => {
        const row = { alert, events, reached: ['a'], onset: 1, replay: null };
        return tx.write({ ...noChanges(noon(0)), alerts: [row] });
      });
    const raised = raise('x@1', fall, timeIn(null, noon(0)), false);
    await write(raised);
    await expect(write(raised)).rejects.toThrow(Conflict);
    const said = (text: string) =>
      advance(raised.alert, [{ kind: 'answered', by: 'Ana', unit: 'a', answer: 'advice', text }], noon(1));
    await write(said('first'));
    await expect(write(said('at the same time'))).rejects.toThrow(Conflict);
    expect((await readAlert(database().pool, 'x@1'))?.timeline).toHaveLength(2);
  });

  test('what throws leaves nothing behind', async () => {
    const store = loopStore(database());
    const work = store.transact(async (tx) => {
      await tx.movePosition(place, null, 5);
      throw new Error('lost');
    });
    await expect(work).rejects.toThrow('lost');
    expect(await store.transact((tx) => tx.position('bus', place.topic, 0))).toBeNull();
  });

  test('goes on after statements that the database refuses, with and without a transaction', async () => {
    const given = database();
    const refused = { code: '22021' };
    const zero = ['a\0b'];
    for (let times = 0; times < 20; times += 1) {
      await expect(given.pool.query('select $1::text', zero)).rejects.toMatchObject(refused);
      await expect(given.transaction((client) => client.query('select $1::text', zero))).rejects.toMatchObject(refused);
      const found = await Promise.all([
        given.pool.query('select 1 as n'),
        given.transaction((one) => one.query('select 1 as n')),
      ]);
      expect(found.map(({ rows }) => rows)).toEqual([[{ n: 1 }], [{ n: 1 }]]);
    }
  });
}
