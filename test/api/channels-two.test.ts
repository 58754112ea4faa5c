import { randomUUID } from 'node:crypto';
import { addDeliveries, type Database, migrate, noteErrand, openEmbedded, takeErrand } from '#libs/adapters-postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const now = '2026-11-23T12:00:00.000Z';
const later = '2026-11-23T12:05:01.000Z';
const account = randomUUID();
const channel = randomUUID();
let folder: string;
let database: Database;

beforeAll(async () => {
  await import('@electric-sql/pglite');
  await import('@electric-sql/pglite/node-postgres');
  folder = await mkdtemp(join(tmpdir(), 'synco-two-'));
  database = await openEmbedded(folder);
  await migrate(database);
  const { pool } = database;
  await pool.query("insert into account (id, name, email, created_at) values ($1, 'Ana', 'ana@x.example', $2)", [
    account,
    now,
  ]);
  await pool.query(
    "insert into mandate (id, unit, account, role, starts_at) values ($1, 'mill', $2, 'member', $3::timestamptz - interval '1 day')",
    [randomUUID(), account, now],
  );
  await pool.query('insert into channel (id, account, body) values ($1, $2, $3)', [
    channel,
    account,
    JSON.stringify({ id: channel, kind: 'email', least: 'ordinary' }),
  ]);
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const add = (sequence: number) => {
  const made = { alert: 'a', sequence, unit: 'mill', account, channel, news: { heard: 'raised' } };
  return database.transaction((client) =>
    addDeliveries(client, [{ ...made, severity: 'ordinary', madeAt: now, dueAt: now }]),
  );
};
const sent = (sequence: number) =>
  ({ alert: 'a', sequence, state: 'sent', dueAt: now, tries: 1, reason: null }) as const;

describe('of two regulators', () => {
  test('one takes an errand, the other finds none; a dispatch that comes again adds nothing', async () => {
    await add(1);
    await add(1);
    const errands = await Promise.all([takeErrand(database, now, 'mail'), takeErrand(database, now, 'mail')]);
    expect(errands.flatMap((errand) => errand?.deliveries ?? [])).toHaveLength(1);
    expect(errands).toContain(null);
  });

  test('one that has died in between leaves its errand to the other, and can note nothing any more that undoes it', async () => {
    const second = await takeErrand(database, later, 'mail');
    expect(second?.deliveries).toMatchObject([{ alert: 'a', sequence: 1 }]);
    const dead = { account, channel: { id: channel, kind: 'email', least: 'ordinary' }, busyUntil: now } as const;
    await noteErrand(database, dead, [], later);
    await add(2);
    expect(await takeErrand(database, later, 'mail')).toBeNull();
    await noteErrand(database, { ...dead, busyUntil: second?.busyUntil ?? '' }, [sent(1)], later);
    const third = await takeErrand(database, later, 'mail');
    expect(third?.deliveries).toMatchObject([{ sequence: 2 }]);
    expect(third?.sent).toEqual([later]);
  });
});

describe('a mandate that has ended', () => {
  const other = randomUUID();
  const give = (unit: string, until: string | null) =>
    database.pool.query(
      "insert into mandate (id, unit, account, role, starts_at, until) values ($1, $2, $3, 'member', $4::timestamptz - interval '1 day', $5)",
      [randomUUID(), unit, other, now, until],
    );
  const tell = async (alert: string, reached: string[]) => {
    await database.pool.query(
      `insert into alert (id, sequence, indicator, unit, held_by, reached, state, sign, opened_at, onset, body)
       values ($1, 1, 'x', 'dyers', 'dyers', $2, 'open', 'pain', $3, 0, '{}')`,
      [alert, reached, now],
    );
    const made = { alert, sequence: 1, unit: 'dyers', account: other, channel: other, news: { heard: 'raised' } };
    await database.transaction((client) =>
      addDeliveries(client, [{ ...made, severity: 'ordinary', madeAt: now, dueAt: later }]),
    );
  };

  test('ends what waits for it, but not what the person hears for another unit on the way', async () => {
    const { pool } = database;
    await pool.query("insert into account (id, name, email, created_at) values ($1, 'Eva', 'eva@x.example', $2)", [
      other,
      now,
    ]);
    await pool.query('insert into channel (id, account, body) values ($1, $1, $2)', [
      other,
      JSON.stringify({ id: other, kind: 'webhook', least: 'ordinary', url: 'https://x.example' }),
    ]);
    await give('dyers', later);
    await give('town', null);
    await tell('climbed', ['dyers', 'town']);
    await tell('stayed', ['dyers']);
    const errand = await takeErrand(database, later, 'net');
    expect(errand?.deliveries).toMatchObject([{ alert: 'climbed' }]);
  });
});
