import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyOrganisation, migrate, openPostgres } from '#libs/adapters-postgres';
import { twoTeams } from '../kit/loop-rig.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

function as(user: string, password: string): string {
  const url = new URL(server.url);
  url.username = user;
  url.password = password;
  url.pathname = '/panelled';
  return url.href;
}

test('a regulator whose user may make no roles starts all the same, and lets the reader of the panels in once there is one', async () => {
  const owner = await openPostgres(server.url, () => {});
  await owner.pool.query(`create role regulator login password 'r'`);
  await owner.pool.query('create database panelled owner regulator');
  const regulator = await openPostgres(as('regulator', 'r'), () => {});
  expect((await migrate(regulator)).withoutPanels).toMatch(/may make no roles: make synco_panels/);
  await applyOrganisation(regulator, twoTeams, { by: null, now: '2026-11-23T08:00:00Z', dryRun: false });

  await owner.pool.query(`create role synco_panels login password 'p'`);
  expect((await migrate(regulator)).withoutPanels).toBeNull();
  const reader = await openPostgres(as('synco_panels', 'p'), () => {});
  expect((await reader.pool.query('select unit from panels.unit order by place')).rows).toEqual([
    { unit: 'root' },
    { unit: 'works' },
    { unit: 'a' },
    { unit: 'b' },
  ]);
  await expect(reader.pool.query('select * from organisation')).rejects.toThrow('permission denied');
  for (const database of [reader, regulator, owner]) await database.close();
});

test('a user who may make roles makes the reader, who writes nothing and waits 15 seconds at most', async () => {
  const owner = await openPostgres(server.url, () => {});
  await owner.pool.query('drop database if exists panelled');
  await owner.pool.query('drop role if exists synco_panels');
  await owner.pool.query(`create role maker login createrole password 'm'`);
  await owner.pool.query('create database panelled owner maker');
  const maker = await openPostgres(as('maker', 'm'), () => {});
  expect((await migrate(maker)).withoutPanels).toBeNull();
  await expect(openedBy('synco_panels')).rejects.toThrow('not permitted to log in');

  await maker.pool.query(`alter role synco_panels login password 'p'`);
  const reader = await openPostgres(as('synco_panels', 'p'), () => {});
  expect((await reader.pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '15s' }]);
  await expect(reader.pool.query('create temporary table mine (it integer)')).rejects.toThrow('read-only transaction');
  for (const database of [reader, maker, owner]) await database.close();
});

async function openedBy(user: string): Promise<void> {
  const database = await openPostgres(as(user, 'p'), () => {});
  try {
    await database.pool.query('select 1');
  } finally {
    await database.close();
  }
}
