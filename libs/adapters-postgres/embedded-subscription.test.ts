import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import { sleep, until } from '../../test/kit/bus-reader.js';
import { plainDatabase } from '../../test/kit/databases.js';
import { type Database, embeddedBus } from './index.js';

let database: Database;
beforeAll(async () => {
  database = await plainDatabase();
});
afterAll(() => database.close());

test('a position beyond the end that was read stops a partition only where the log has not grown to it meanwhile', async () => {
  const bus = await embeddedBus(database, { partitions: 1, log: () => undefined });
  const record = (id: string) => ({ topic: topics.rollUps, key: 'k', id, value: '{}' });
  const asked: number[] = [];
  const subscription = await bus.subscribe({
    group: 'overtaken',
    topics: [topics.rollUps],
    handler: async ({ logEnd }) => {
      asked.push(logEnd);
      // Another member, whose lease was over while it stood still, takes what has come since.
      if (asked.length === 1) await bus.publish([record('2'), record('3')]);
      return { next: asked.length === 1 ? 3 : 99 };
    },
  });
  await bus.publish([record('1')]);
  await until('it was asked', () => asked.length > 0);
  await sleep(300);
  expect([...subscription.stopped()]).toEqual([]);
  await bus.publish([record('4')]);
  await until('it has stopped', () => subscription.stopped().size > 0);
  await bus.close();
  expect(asked).toEqual([1, 4]);
  expect([...subscription.stopped().values()].join()).toContain('but 99 is to be read next: the log has lost records');
});

test('a clock that jumps back two hours does not hold up a batch that is to be handed over again', async () => {
  const truly = Date.now.bind(Date);
  let wrongBy = 0;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => truly() + wrongBy);
  const bus = await embeddedBus(database, {
    partitions: 1,
    log: () => {
      wrongBy = -7_200_000;
    },
  });
  const handed: number[] = [];
  await bus.subscribe({
    group: 'g',
    topics: [topics.observations],
    handler: ({ logEnd }) => {
      handed.push(logEnd);
      return handed.length === 1 ? Promise.reject(new Error('not now')) : Promise.resolve({ next: logEnd });
    },
  });
  await bus.publish([{ topic: topics.observations, key: 'k', id: '1', value: '{}' }]);
  for (let tries = 0; tries < 1_500 && handed.length < 2; tries += 1) await sleep(20);
  clock.mockRestore();
  await bus.close();
  expect(handed).toEqual([1, 1]);
});
