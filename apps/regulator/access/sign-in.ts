import {
  type Account,
  accountByEmail,
  accountById,
  addAccount,
  endSessionsOf,
  forgetBrowsers,
  forgetFailures,
  holdAccount,
  makeLink,
  newestOrganisation,
  noteFailure,
  openSession,
  type OneTime,
  readLink,
  setPassword,
  useLink,
} from '#libs/adapters-postgres';
import { type Invitation, SyncoError } from '#libs/contracts';
import { randomUUID } from 'node:crypto';
import type { Parts } from '../parts.js';
import { beginMandates } from './organising.js';
import { hashPassword, isPassword } from './passwords.js';

type Used = Pick<Parts, 'database' | 'now'>;

/** A session's key, and whose it is. */
export interface Opened {
  key: string;
  account: Account;
}

/**
 * Opens a session for whoever knows the password. All that can be wrong is refused in the same words. `isKnown`: whether they ask from
 * where they came in before, and are let in though the account is locked.
 */
export async function signIn(
  { database, now }: Used,
  { email, password }: { email: string; password: string },
  isKnown: (account: Account) => Promise<boolean>,
): Promise<Opened> {
  const account = await accountByEmail(database.pool, email);
  const known = account !== null && (await isKnown(account));
  const locked = !known && isLocked(account, now());
  const right = await isPassword(password, locked ? null : (account?.passwordHash ?? null));
  const opened = account && right ? await openUnlessChanged({ database, now }, account, known) : null;
  if (opened) return opened;
  if (account && !locked) await noteFailure(database.pool, account.id, now());
  throw new SyncoError('sign-in-refused', 'The address or the password is not right, or it was tried too often.');
}

/** Opens a session, unless the account was locked or its password became another one while the password was looked at. */
function openUnlessChanged({ database, now }: Used, account: Account, known: boolean): Promise<Opened | null> {
  return database.transaction(async (client) => {
    const held = await holdAccount(client, account.id);
    if (held?.passwordHash !== account.passwordHash || (!known && isLocked(held, now()))) return null;
    await forgetFailures(client, account.id);
    return { key: await openSession(client, account.id, now()), account };
  });
}

/** What a link is for. */
export async function linkOf({ database, now }: Used, key: string): Promise<Invitation> {
  const link = await readLink(database.pool, key, now());
  if (!link) throw expired();
  const account = link.account === null ? null : await accountById(database.pool, link.account);
  const { purpose, unit, until } = link;
  const known = unit === null ? null : await newestOrganisation(database.pool);
  const unitName = known?.document.units.find(({ id }) => id === unit)?.name ?? unit;
  return { purpose, name: account?.name ?? null, email: account?.email ?? null, unit, unitName, until };
}

/** What comes with the use of a link. Only the first one names its person: all others are known by the name by which a unit has voted on them. */
export interface Using {
  key: string;
  password: string;
  name?: string | undefined;
  email?: string | undefined;
}

/** Uses a link: sets the password, ends all other sessions, and opens one. A browser may be lost with the password. */
export async function takeLink({ database, now }: Used, { key, password, name, email }: Using): Promise<Opened> {
  const hash = await hashPassword(password);
  return database.transaction(async (client) => {
    const link = await useLink(client, key, now());
    if (!link) throw expired();
    const id = link.account ?? randomUUID();
    if (link.account === null) {
      if (name === undefined || email === undefined)
        throw new SyncoError('body-malformed', 'The first account needs a name and an address.');
      if (!(await addAccount(client, { id, name, email, now: now() })))
        throw new SyncoError('account-known', `${email} has an account already.`);
    } else if (!isGood(link, await holdAccount(client, id))) throw expired();
    else if (name !== undefined || email !== undefined)
      throw new SyncoError('body-malformed', 'This link is for somebody whose name and address are known.');
    await setPassword(client, id, hash);
    const known = link.purpose === 'first' ? await newestOrganisation(client) : null;
    if (known) await beginMandates(client, { account: id, now: now() }, known.document);
    await endSessionsOf(client, id);
    if (link.purpose === 'reset') await forgetBrowsers(client, id);
    const account = await accountById(client, id);
    if (!account) throw expired();
    return { key: await openSession(client, id, now()), account };
  });
}

/** Whether the link still leads in: an invitation that was made while its person came in otherwise does not. */
function isGood({ purpose }: OneTime, account: Account | null): boolean {
  if (!account || account.left) return false;
  return purpose !== 'invited' || (account.passwordHash === null && account.subject === null);
}

/**
 * Changes the password of somebody who knows the old one; their other sessions end, and no browser is told anything any more, since one of them
 * may be lost. Answers the account as it is then.
 */
export async function changePassword(
  { database, now }: Used,
  account: Account,
  { old, password, kept }: { old: string; password: string; kept: string },
): Promise<Account> {
  await requirePassword({ database, now }, account, old);
  const passwordHash = await hashPassword(password);
  await database.transaction(async (client) => {
    // It may have been reset while the old one was looked at.
    if ((await holdAccount(client, account.id))?.passwordHash !== account.passwordHash) throw refused();
    await setPassword(client, account.id, passwordHash);
    await endSessionsOf(client, account.id, kept);
    await forgetBrowsers(client, account.id);
  });
  return { ...account, passwordHash };
}

/** Refuses whoever is signed in and does not know the password all the same; counts the try. */
export async function requirePassword({ database, now }: Used, account: Account, password: string): Promise<void> {
  const locked = isLocked(account, now());
  if (await isPassword(password, locked ? null : account.passwordHash)) return;
  if (!locked) await noteFailure(database.pool, account.id, now());
  throw refused();
}

function refused(): SyncoError {
  return new SyncoError('sign-in-refused', 'The password is not right, or it was tried too often.');
}

const goodFor = { first: 24, invited: 7 * 24, reset: 1 } as const;

/** Makes a link, good for a day to begin with, a week for who was invited, an hour for a forgotten password. */
export async function newLink(
  { database, now }: Used,
  purpose: OneTime['purpose'],
  account: string | null,
  unit: string | null = null,
): Promise<{ key: string; until: string }> {
  const until = new Date(Date.parse(now()) + goodFor[purpose] * 3_600_000).toISOString();
  return { key: await makeLink(database.pool, { purpose, account, unit, until }), until };
}

function isLocked(account: Account | null, now: string): boolean {
  return Date.parse(account?.lockedUntil ?? now) > Date.parse(now);
}

function expired(): SyncoError {
  return new SyncoError('link-expired', 'The link has been used, or its time is over.');
}
