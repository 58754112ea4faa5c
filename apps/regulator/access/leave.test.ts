import { accountById, accountOfSubject, addAccount, type Database, ownData } from '#libs/adapters-postgres';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plainDatabase } from '../../../test/kit/databases.js';
import { leave } from './leave.js';

const now = '2026-11-23T08:10:00Z';
const [since, longAgo] = ['2026-11-23T08:00:00Z', '2026-11-23T07:59:59Z'];
const ines = { id: '00000000-0000-4000-8000-000000000001', name: 'Ines', email: 'ines@synco.example', now };
const vouched = { issuer: 'https://id.example', subject: 'ines-7' };
let database: Database;

beforeAll(async () => {
  database = await plainDatabase();
  await addAccount(database.pool, ines);
});

afterAll(() => database.close());

async function leaves(said: { password?: string; since: string }): Promise<void> {
  const account = await accountById(database.pool, ines.id);
  if (!account) throw new Error('There is no such account.');
  const parts = { database, now: () => now, organisation: async () => null };
  await leave(parts, account, { password: undefined, ...said });
}

test('for whom another server vouches, and who has no password, leaves just after the sign-in, and is forgotten there too', async () => {
  await expect(leaves({ since })).rejects.toMatchObject({ code: 'sign-in-refused' });
  expect(await accountOfSubject(database, { ...vouched, email: ines.email })).toMatchObject({ id: ines.id });
  const account = await accountById(database.pool, ines.id);
  expect(account && (await ownData(database.pool, account)).account.elsewhere).toEqual(vouched);
  await expect(leaves({ since: longAgo })).rejects.toMatchObject({ code: 'sign-in-old' });
  await leaves({ since });
  expect(await accountOfSubject(database, { ...vouched, email: ines.email })).toBeNull();
});
