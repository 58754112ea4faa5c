import { expect, test } from '@jest/globals';
import type { Batch } from '#libs/regulation';
import { topic, upTo, type Context } from './bus-contract-common.js';
import { numbered, numbersOf, read, Store, until } from './bus-reader.js';

/** A partition goes on where the handler says, whatever the bus itself remembers. */
export function obeys({ bus, second, store }: Context) {
  test('an earlier answer hands those records over again', async () => {
    await bus().publish(numbered(topic, 'looms', { count: 10 }));
    const seen: number[] = [];
    let turned = false;
    await bus().subscribe({
      group: 'g',
      topics: [topic],
      handler: (batch) => {
        const last = batch.records.at(-1)?.offset ?? -1;
        seen.push(...batch.records.map(({ offset }) => offset));
        if (last < 9 || turned) return Promise.resolve({ next: last + 1 });
        turned = true;
        return Promise.resolve({ next: 4 });
      },
    });
    await until('the records came again', () => seen.filter((offset) => offset === 9).length === 2);
    expect(seen).toEqual([...upTo(10), 4, 5, 6, 7, 8, 9]);
  });

  test('a later answer passes records over', async () => {
    await bus().publish(numbered(topic, 'looms', { count: 2_500 }));
    const seen: Batch[] = [];
    await bus().subscribe({
      group: 'g',
      topics: [topic],
      handler: (batch) => {
        seen.push(batch);
        return Promise.resolve({ next: Math.max(2_490, (batch.records.at(-1)?.offset ?? -1) + 1) });
      },
    });
    await until('the end was reached', () =>
      seen.some(({ records }) => records.some(({ offset }) => offset === 2_499)),
    );
    const later = seen.slice(1).flatMap(({ records }) => records.map(({ offset }) => offset));
    expect(later).toEqual(Array.from({ length: 10 }, (_, n) => 2_490 + n));
    expect(seen.at(-1)).toMatchObject({ logStart: 0, logEnd: 2_500 });
  });

  test('the stored position is the truth: a store that was set back is filled again', async () => {
    await bus().publish(numbered(topic, 'looms', { count: 20 }));
    const first = await read(bus(), { store: store(), group: 'g', topics: [topic] });
    await until('all arrived', () => store().taken.length === 20);
    await first.stop();
    const restored = new Store();
    await read(await second(), { store: restored, group: 'g', topics: [topic] });
    await until('all arrived in the restored store', () => restored.taken.length === 20);
    expect(numbersOf(restored.taken, 'looms')).toEqual(upTo(20));
  });

  test('after a stop a subscription goes on where the store is, without gap or repetition', async () => {
    await bus().publish(numbered(topic, 'looms', { count: 20 }));
    const first = await read(bus(), { store: store(), group: 'g', topics: [topic] });
    await until('all arrived', () => store().taken.length === 20);
    await first.stop();
    await bus().publish(numbered(topic, 'looms', { from: 20, count: 20 }));
    await read(await second(), { store: store(), group: 'g', topics: [topic] });
    await until('the rest arrived', () => store().taken.length >= 40);
    expect(numbersOf(store().taken, 'looms')).toEqual(upTo(40));
  });
}
