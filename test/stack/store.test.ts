import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Client,
  type Database,
  appendChanges,
  feedEnd,
  migrate,
  openPostgres,
  readChanges,
} from '#libs/adapters-postgres';
import { emptied } from '../kit/databases.js';
import { startPostgres } from '../kit/postgres.js';
import { storeContract } from '../kit/store-contract.js';

let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** A session far from UTC: nothing may depend on it. */
async function open(): Promise<Database> {
  const url = new URL(server.url);
  url.searchParams.set('options', '-c timezone=America/Santiago');
  const database = await openPostgres(url.href, () => {});
  await migrate(database);
  return database;
}

storeContract('PostgreSQL 15', open);

describe('several writers on one PostgreSQL', () => {
  let database: Database;
  beforeAll(async () => {
    database = await emptied(await open());
  });
  afterAll(() => database.close());

  test('of several that migrate an empty database at once, one does it', async () => {
    await database.pool.query('create database fresh');
    const url = new URL(server.url);
    url.pathname = '/fresh';
    const others = await Promise.all(Array.from({ length: 3 }, () => openPostgres(url.href, () => {})));
    const migrated = await Promise.all(others.map((other) => migrate(other)));
    await Promise.all(others.map((other) => other.close()));
    expect(migrated.flatMap(({ applied }) => applied)).toEqual(['schema/001-loop.sql']);
  });

  test('the order of the change feed is the order of commits: a reader never passes what it cannot see yet', async () => {
    const change = (version: number) => [{ kind: 'organisation', version } as const];
    let slowHasWritten = () => {};
    const written = new Promise<void>((done) => {
      slowHasWritten = done;
    });
    let letGo = () => {};
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    const slow = database.transaction(async (client: Client) => {
      await appendChanges(client, change(1));
      slowHasWritten();
      await held;
    });
    await written;
    const quick = database.transaction((client) => appendChanges(client, change(2)));
    const early = await readChanges(database.pool, 1);
    letGo();
    await Promise.all([slow, quick]);
    expect(early).toEqual([]);
    expect(
      (await readChanges(database.pool, 1)).map(({ offset, change: { kind, ...rest } }) => [offset, kind, rest]),
    ).toEqual([
      [1, 'organisation', { version: 1 }],
      [2, 'organisation', { version: 2 }],
    ]);
    expect(await feedEnd(database.pool)).toBe(3);
  });
});
