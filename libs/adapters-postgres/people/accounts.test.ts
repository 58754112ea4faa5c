import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plainDatabase } from '../../../test/kit/databases.js';
import { keepChannels, readChannels } from '../channels/settings.js';
import type { Database } from '../database.js';
import { accountById, accountOfSubject, addAccount, setPassword } from './accounts.js';
import { makeLink, readLink } from './one-time.js';
import { openSession, signedIn } from './sessions.js';

const now = '2026-11-23T08:00:00Z';
const until = '2026-11-24T08:00:00Z';
let database: Database;

beforeAll(async () => {
  database = await plainDatabase();
});

afterAll(() => database.close());

/** An account that somebody has used: a password, a session, a webhook and a link. */
async function used(name: string): Promise<{ id: string; email: string; session: string; link: string }> {
  const [id, email] = [randomUUID(), `${name}@synco.example`];
  await addAccount(database.pool, { id, name, email, now });
  await setPassword(database.pool, id, 'a hash');
  const hook = { id: randomUUID(), kind: 'webhook' as const, url: 'https://hook.example/', least: 'severe' as const };
  const { unconfirmed: _, ...chosen } = await readChannels(database.pool, id);
  await keepChannels(database, id, { ...chosen, channels: [hook] }, { newSecret: () => 'a secret', until });
  const session = await openSession(database.pool, id, now);
  return {
    id,
    email,
    session,
    link: await makeLink(database.pool, { purpose: 'reset', account: id, unit: null, until }),
  };
}

test('an account that is another server’s from now on is held by nobody who has used it before', async () => {
  const [ana, ben] = [await used('ana'), await used('ben')];
  const vouched = { issuer: 'https://id.example', subject: 'ana', email: ana.email };
  expect(await accountOfSubject(database, vouched)).toEqual({ id: ana.id, anew: true });
  expect(await accountById(database.pool, ana.id)).toMatchObject({ passwordHash: null, subject: 'ana' });
  expect(await signedIn(database.pool, ana.session, now)).toBeNull();
  expect((await readChannels(database.pool, ana.id)).channels).toEqual([]);
  expect(await readLink(database.pool, ana.link, now)).toBeNull();
  expect(await signedIn(database.pool, ben.session, now)).toMatchObject({ account: { id: ben.id } });
  expect((await readChannels(database.pool, ben.id)).channels).toHaveLength(1);
});

test('what its person has set since stays theirs, and nobody else is matched with it', async () => {
  const cleo = await used('cleo');
  const vouched = { issuer: 'https://id.example', subject: 'cleo', email: cleo.email };
  await accountOfSubject(database, vouched);
  await setPassword(database.pool, cleo.id, 'her own hash');
  const session = await openSession(database.pool, cleo.id, now);
  expect(await accountOfSubject(database, vouched)).toEqual({ id: cleo.id, anew: false });
  expect(await signedIn(database.pool, session, now)).not.toBeNull();
  expect((await accountById(database.pool, cleo.id))?.passwordHash).toBe('her own hash');
  expect(await accountOfSubject(database, { ...vouched, subject: 'another' })).toBeNull();
  expect(await accountOfSubject(database, { ...vouched, subject: 'another', email: null })).toBeNull();
});

test('who comes in for the first time is told of nothing that ended', async () => {
  const id = randomUUID();
  await addAccount(database.pool, { id, name: 'dan', email: 'dan@synco.example', now });
  const vouched = { issuer: 'https://id.example', subject: 'dan', email: 'dan@synco.example' };
  expect(await accountOfSubject(database, vouched)).toEqual({ id, anew: false });
});
