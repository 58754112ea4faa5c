import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Database, migrate, openPostgres } from '#libs/adapters-postgres';
import { emptied } from '../kit/databases.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';
import { sameAnswers } from '../kit/same-answers.js';
import { storeContract } from '../kit/store-contract.js';
import { crowds } from '../kit/store-contract-crowd.js';
import { sharesWhatIsDue } from '../kit/store-contract-due.js';

let server: PostgresServer;
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
sameAnswers('PostgreSQL 15', open);

describe('one PostgreSQL', () => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptied(database));
  afterAll(() => database.close());

  test('is asked in a time zone far from UTC', async () => {
    expect((await database.pool.query('show timezone')).rows).toEqual([{ TimeZone: 'America/Santiago' }]);
  });

  test('is migrated by one of several that start on it empty', async () => {
    await database.pool.query('create database fresh');
    const url = new URL(server.url);
    url.pathname = '/fresh';
    const others = await Promise.all(Array.from({ length: 3 }, () => openPostgres(url.href, () => {})));
    const migrated = await Promise.all(others.map((other) => migrate(other)));
    await Promise.all(others.map((other) => other.close()));
    const files = await readdir(new URL('../../infra/timescale/schema', import.meta.url));
    expect(migrated.flatMap(({ applied }) => applied)).toEqual(files.toSorted().map((file) => `schema/${file}`));
  });

  test('takes its locks from a regulator that stands still in the middle of a transaction', async () => {
    const url = new URL(server.url);
    expect((await database.pool.query('show idle_in_transaction_session_timeout')).rows).toEqual([
      { idle_in_transaction_session_timeout: '1min' },
    ]);
    url.searchParams.set('idle_in_transaction_session_timeout', '300');
    const frozen = await openPostgres(url.href, () => {});
    const lock = 'select * from outbox_cursor for update';
    const begun = frozen.transaction(async (client) => {
      await client.query(lock);
      await database.transaction((other) => other.query(lock));
      await client.query('select 1');
    });
    await expect(begun).rejects.toThrow(/terminat|not queryable/);
    await frozen.close();
  });

  describe('with several writers', () => {
    crowds(() => database);
    sharesWhatIsDue(() => database);
  });
});
