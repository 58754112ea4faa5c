import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plainDatabase } from '../../test/kit/databases.js';
import { type Database, readBacklog } from './index.js';

let database: Database;
beforeAll(async () => {
  database = await plainDatabase();
});
afterAll(() => database.close());

test('what people should have been told a quarter of an hour ago is counted, but for what waits for an address to be confirmed', async () => {
  const { pool } = database;
  const [account, known, unknown] = [randomUUID(), randomUUID(), randomUUID()];
  await pool.query(`insert into account (id, name, created_at) values ($1, 'Ana', '2026-11-29T08:00Z')`, [account]);
  for (const channel of [known, unknown]) {
    await pool.query(`insert into channel (id, account, body) values ($1, $2, '{}')`, [channel, account]);
    await pool.query(
      `insert into delivery (alert, sequence, unit, account, channel, news, severity, made_at, due_at, first_due_at)
       select 'a-1', n, 'team', $1, $2, '{}', 'ordinary', t, t, t from unnest($3::int[], $4::timestamptz[]) as u(n, t)`,
      [account, channel, [1, 2], ['2026-11-29T08:00Z', '2026-11-29T09:50Z']],
    );
  }
  await pool.query(`insert into unconfirmed values ($1, '\\x00', '2026-11-30T08:00Z')`, [unknown]);
  expect(await readBacklog(database, '2026-11-29T10:00Z')).toMatchObject({ untold: 1 });
});
