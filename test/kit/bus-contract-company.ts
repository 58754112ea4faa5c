import { expect, test } from '@jest/globals';
import { PartitionStopped, type Batch, type OutgoingRecord } from '#libs/regulation';
import { expectRisingOffsets, keys, topic, upTo, type Context } from './bus-contract-common.js';
import { numbered, numbersOf, read, sleep, until } from './bus-reader.js';

/** Several writers, several members of a group. */
export function shares({ bus, second, store }: Context) {
  test('no record of two concurrent writers is skipped by a reader that keeps up with them, one writer being slow', async () => {
    const other = await second();
    await read(bus(), { store: store(), group: 'g', topics: [topic] });
    const slow = async () => {
      for (let from = 0; from < 3_000; from += 1_000) {
        await other.publish(keys.flatMap((key) => numbered(topic, `slow ${key}`, { from: from / 8, count: 125 })));
      }
    };
    const quick = async (key: string) => {
      for (let from = 0; from < 60; from += 1) await bus().publish(numbered(topic, `quick ${key}`, { from }));
    };
    await Promise.all([slow(), ...keys.map(quick)]);
    await until('all arrived', () => store().taken.length >= 3_000 + 60 * keys.length);
    for (const key of keys) {
      expect(numbersOf(store().taken, `slow ${key}`)).toEqual(upTo(375));
      expect(numbersOf(store().taken, `quick ${key}`)).toEqual(upTo(60));
    }
    expectRisingOffsets(store().taken);
  });

  test('two members of a group share the partitions, and each record is taken by one of them', async () => {
    const other = await second();
    const some = { store: store(), group: 'g', topics: [topic] };
    await Promise.all([
      read(bus(), { ...some, by: 'one', before: () => sleep(5) }),
      read(other, { ...some, by: 'two', before: () => sleep(5) }),
    ]);
    let sent = 0;
    await until('both have taken some', async () => {
      await bus().publish(keys.flatMap((key) => numbered(topic, key, { from: sent })));
      sent += 1;
      return new Set(store().taken.map(({ by }) => by)).size === 2;
    });
    await until('all arrived', () => store().taken.length >= sent * keys.length);
    for (const key of keys) expect(numbersOf(store().taken, key)).toEqual(upTo(sent));
  });

  test('what a member leaves is taken over by the other', async () => {
    const other = await second();
    const some = { store: store(), group: 'g', topics: [topic] };
    const leaving = await read(bus(), { ...some, by: 'one' });
    await read(other, { ...some, by: 'two' });
    await leaving.stop();
    await bus().publish(keys.flatMap((key) => numbered(topic, key, { count: 10 })));
    await until('all arrived', () => store().taken.length >= 10 * keys.length);
    for (const key of keys) expect(numbersOf(store().taken, key)).toEqual(upTo(10));
  });
}

/** A stop of the subscription, and of one partition. */
export function stops({ bus, store }: Context) {
  test('after stop() nothing more is handed over, and the batch in hand is finished', async () => {
    let [begun, finished] = [0, 0];
    const before = async () => {
      begun += 1;
      await sleep(150);
      finished += 1;
    };
    const subscription = await read(bus(), { store: store(), group: 'g', topics: [topic], before });
    await bus().publish(numbered(topic, 'looms', { count: 3 }));
    await until('a batch is in hand', () => begun > 0);
    await subscription.stop();
    const atStop = begun;
    expect(finished).toBe(begun);
    await bus().publish(numbered(topic, 'looms', { from: 3, count: 3 }));
    await sleep(500);
    expect(begun).toBe(atStop);
  });

  test('one stopped partition says why, and the others go on', async () => {
    await bus().publish(keys.flatMap((key) => numbered(topic, key, { count: 5 })));
    const some = { store: store(), group: 'g', topics: [topic], before: refuseLooms };
    const subscription = await read(bus(), some);
    await until('it is told', () => subscription.stopped().size === 1);
    expect([...subscription.stopped().values()][0]).toContain('the looms need a person');
    const others: OutgoingRecord[] = Array.from({ length: 40 }, (_, n) => numbered(topic, `other ${n}`, {})).flat();
    await bus().publish(others);
    await until('others arrived', () => store().taken.some(({ key }) => key?.startsWith('other') ?? false));
    expect(numbersOf(store().taken, 'looms')).toEqual([]);
    expect(subscription.stopped().size).toBe(1);
  });
}

function refuseLooms(batch: Batch) {
  if (batch.records.some(({ key }) => key === 'looms')) throw new PartitionStopped('the looms need a person');
}
