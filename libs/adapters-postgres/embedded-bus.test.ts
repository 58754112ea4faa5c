import { afterAll, beforeAll } from '@jest/globals';
import { busContract } from '../../test/kit/bus-contract.js';
import { emptied, plainDatabase } from '../../test/kit/databases.js';
import type { Bus } from '#libs/regulation';
import { type Database, embeddedBus } from './index.js';

let database: Database;
beforeAll(async () => {
  database = await plainDatabase();
});
afterAll(() => database.close());

busContract('embedded', async () => {
  await emptied(database);
  const made: Bus[] = [];
  const make = async () => {
    const bus = await embeddedBus(database, { partitions: 2, log: () => {} });
    made.push(bus);
    return bus;
  };
  const close = async () => {
    await Promise.all(made.map((bus) => bus.close()));
  };
  return { bus: await make(), second: make, close };
});
