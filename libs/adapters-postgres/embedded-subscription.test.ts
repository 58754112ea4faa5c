import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import { sleep } from '../../test/kit/bus-reader.js';
import { memoryDatabase } from '../../test/kit/databases.js';
import { type Database, embeddedBus } from './index.js';

let database: Database;
beforeAll(async () => {
  database = await memoryDatabase();
});
afterAll(() => database.close());

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
  for (let tries = 0; tries < 250 && handed.length < 2; tries += 1) await sleep(20);
  clock.mockRestore();
  await bus.close();
  expect(handed).toEqual([1, 1]);
});
