import { afterAll, beforeAll } from '@jest/globals';
import { busContract } from '../../test/kit/bus-contract.js';
import { emptied, memoryDatabase } from '../../test/kit/databases.js';
import { type Database, embeddedBus } from './index.js';

let database: Database;
beforeAll(async () => {
  database = await memoryDatabase();
});
afterAll(() => database.close());

busContract('embedded', async () => {
  await emptied(database);
  const options = { partitions: 2, log: () => {} };
  return { bus: await embeddedBus(database, options), second: () => embeddedBus(database, options), close: async () => {} };
});
