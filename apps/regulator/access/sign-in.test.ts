import {
  accountById,
  accountOfSubject,
  addAccount,
  type Database,
  makeLink,
  noteFailure,
  setPassword,
} from '#libs/adapters-postgres';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plainDatabase } from '../../../test/kit/databases.js';
import { hashPassword } from './passwords.js';
import { changePassword, signIn, takeLink } from './sign-in.js';

const now = '2026-11-23T08:00:00Z';
const rosa = { id: '00000000-0000-4000-8000-000000000001', name: 'Rosa', email: 'rosa@synco.example', now };
const said = { email: rosa.email, password: 'a long enough password' };
let database: Database;

beforeAll(async () => {
  database = await plainDatabase();
  await addAccount(database.pool, rosa);
  await setPassword(database.pool, rosa.id, await hashPassword(said.password));
});

afterAll(() => database.close());

/** Signs in while somebody else tries so many wrong passwords. */
const amid = (wrong: number, isKnown = false) =>
  signIn({ database, now: () => now }, said, async () => {
    for (let n = 0; n < wrong; n += 1) await noteFailure(database.pool, rosa.id, now);
    return isKnown;
  });

test('of many passwords that are tried at once those are refused that come after the lock, the right one too', async () => {
  expect(await amid(4)).toMatchObject({ account: { name: 'Rosa' } });
  await expect(amid(5)).rejects.toMatchObject({ code: 'sign-in-refused' });
  expect(await amid(5, true)).toMatchObject({ account: { name: 'Rosa' } });
});

test('a password that becomes another one while it is looked at lets nobody in, and changes nothing', async () => {
  const [before, next] = [await accountById(database.pool, rosa.id), await hashPassword('what was chosen by a link')];
  const reset = () => setPassword(database.pool, rosa.id, next);
  const amidReset = signIn({ database, now: () => now }, said, async () => {
    await reset();
    return true;
  });
  await expect(amidReset).rejects.toMatchObject({ code: 'sign-in-refused' });
  if (!before) throw new Error('There is no such account.');
  const change = { old: said.password, password: 'a thief’s password', kept: '' };
  await expect(changePassword({ database, now: () => now }, before, change)).rejects.toMatchObject({
    code: 'sign-in-refused',
  });
  expect((await accountById(database.pool, rosa.id))?.passwordHash).toBe(next);
});

test('an invitation that was made while its person came in lets nobody in as them', async () => {
  const ben = { id: '00000000-0000-4000-8000-000000000002', name: 'Ben', email: 'ben@synco.example', now };
  await addAccount(database.pool, ben);
  await accountOfSubject(database, { issuer: 'https://id.example', subject: 'ben', email: ben.email });
  for (const { id } of [rosa, ben]) {
    const before = await accountById(database.pool, id);
    const link = { purpose: 'invited' as const, account: id, unit: 'union', until: '2026-11-24T08:00:00Z' };
    const use = { key: await makeLink(database.pool, link), password: 'chosen by somebody else' };
    await expect(takeLink({ database, now: () => now }, use)).rejects.toMatchObject({ code: 'link-expired' });
    expect(await accountById(database.pool, id)).toEqual(before);
  }
});
