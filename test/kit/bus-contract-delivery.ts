import { expect, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import { byPlace, expectRisingOffsets, keys, partitionsOf, topic, upTo, type Context } from './bus-contract-common.js';
import { numbered, numbersOf, read, sleep, Store, until } from './bus-reader.js';

const both = [topics.observations, topics.rollUps];

/** What is published arrives: whole, in order, from the start, and again when it was not taken. */
export function delivers({ bus, store }: Context) {
  test('a published record arrives with key, id and value', async () => {
    await bus().publish([{ topic, key: 'looms', id: 'a-1', value: '{"n":1}' }]);
    await read(bus(), { store: store(), group: 'g', topics: [topic] });
    await until('the record arrived', () => store().taken.length === 1);
    expect(store().taken[0]).toMatchObject({ topic, key: 'looms', id: 'a-1', value: '{"n":1}' });
  });

  test('records published after the subscription arrive, from each of its topics and no other', async () => {
    await read(bus(), { store: store(), group: 'g', topics: both });
    await bus().publish([
      ...numbered(topics.observations, 'looms', { count: 2 }),
      ...numbered(topics.dispatches, 'mill', { count: 2 }),
      ...numbered(topics.rollUps, 'looms', { count: 2 }),
    ]);
    await until('all arrived', () => store().taken.length === 4);
    await sleep(100);
    expect(new Set(store().taken.map((record) => record.topic))).toEqual(new Set(both));
    expect(store().taken).toHaveLength(4);
  });

  test('what a sender wrote passes as it is, readable or not', async () => {
    const values = ['', 'no JSON {', '"§ Näherei · 縫製 🧵"', 'line\nbreak\ttab', '"\\u0000"', ' '];
    await bus().publish(values.map((value, n) => ({ topic, key: `ключ ${n}`, id: `é-${n}`, value })));
    await read(bus(), { store: store(), group: 'g', topics: [topic] });
    await until('all arrived', () => store().taken.length === values.length);
    const sorted = store().taken.toSorted((a, b) => (a.id ?? '').localeCompare(b.id ?? ''));
    expect(sorted.map(({ value }) => value)).toEqual(values);
    expect(sorted.map(({ key }) => key)).toEqual(values.map((_, n) => `ключ ${n}`));
  });

  test('records of one key keep their order and lie in one partition, at rising offsets', async () => {
    for (let from = 0; from < 60; from += 20) {
      await bus().publish(keys.flatMap((key) => numbered(topic, key, { from, count: 20 })));
    }
    await read(bus(), { store: store(), group: 'g', topics: [topic] });
    await until('all arrived', () => store().taken.length === 60 * keys.length);
    for (const key of keys) {
      expect(numbersOf(store().taken, key)).toEqual(upTo(60));
      expect(partitionsOf(store().taken, key).size).toBe(1);
    }
    expectRisingOffsets(store().taken);
    expect(new Set(store().taken.map(({ partition }) => partition)).size).toBeGreaterThan(1);
  });

  test('a new group finds everything again from the start, with the same offsets', async () => {
    await bus().publish(keys.flatMap((key) => numbered(topic, key, { count: 30 })));
    await read(bus(), { store: store(), group: 'g', topics: [topic] });
    await until('all arrived', () => store().taken.length === 30 * keys.length);
    const again = new Store();
    await read(bus(), { store: again, group: 'another', topics: [topic] });
    await until('all arrived again', () => again.taken.length === 30 * keys.length);
    expect(byPlace(again.taken)).toEqual(byPlace(store().taken));
  });

  test('a batch that was not taken is handed over again', async () => {
    let refusals = 0;
    await bus().publish(numbered(topic, 'looms', { count: 5 }));
    const before = () => {
      refusals += 1;
      if (refusals <= 2) throw new Error('the store does not answer');
    };
    await read(bus(), { store: store(), group: 'g', topics: [topic], before });
    await until('all arrived', () => store().taken.length === 5);
    expect(numbersOf(store().taken, 'looms')).toEqual(upTo(5));
  });

  test('the bus can be reached, and nothing lags once all is taken', async () => {
    await bus().publish(keys.flatMap((key) => numbered(topic, key, { count: 50 })));
    let closed = true;
    const before = () => {
      if (closed) throw new Error('not yet');
    };
    const subscription = await read(bus(), { store: store(), group: 'g', topics: [topic], before });
    await until('the lag is known', () => (subscription.lag().get(topic) ?? 0) > 0);
    closed = false;
    await until('nothing lags', () => store().taken.length === 50 * keys.length && subscription.lag().get(topic) === 0);
    expect(await bus().check()).toMatchObject({ ok: true });
  });
}
