import { createHash, randomBytes } from 'node:crypto';
import type { Mandate } from '#libs/contracts';
import type { Queryable } from '../database.js';
import { mandatesOf } from './mandates.js';

/** Who is signed in, with all their mandates, those that have ended among them. */
export interface SignedIn {
  account: { id: string; name: string; email: string | null };
  /** When they came in. */
  since: string;
  mandates: Mandate[];
}

/** A session lasts as long as it is used once in `idleDays`, and `mostDays` at the longest. */
const idleDays = 30;
const mostDays = 180;

/** A new key: 32 random bytes as base64url. Whoever keeps it keeps only its hash. */
export function newKey(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Opens a session and answers its key, which nobody can read again. */
export async function openSession(client: Queryable, account: string, now: string): Promise<string> {
  const key = newKey();
  await client.query(
    `insert into session (key_hash, account, created_at, seen_at, until)
     values ($1, $2, $3, $3, $3::timestamptz + make_interval(days => $4))`,
    [hashOf(key), account, now, mostDays],
  );
  return key;
}

/** Whose session it is; null where there is none that still holds. */
export async function signedIn(client: Queryable, key: string, now: string): Promise<SignedIn | null> {
  const found = await client.query<SignedIn['account'] & { since: string; stale: boolean }>(
    `select a.id, a.name, a.email, s.created_at as since, s.seen_at < $2::timestamptz - interval '1 hour' as stale
     from session s join account a on a.id = s.account
     where s.key_hash = $1 and s.until > $2 and s.seen_at > $2::timestamptz - make_interval(days => $3)`,
    [hashOf(key), now, idleDays],
  );
  const [row] = found.rows;
  if (!row) return null;
  const { since, stale, ...account } = row;
  if (stale) await client.query('update session set seen_at = $2 where key_hash = $1', [hashOf(key), now]);
  return { account, since, mandates: await mandatesOf(client, account.id) };
}

export async function endSession(client: Queryable, key: string): Promise<void> {
  await client.query('delete from session where key_hash = $1', [hashOf(key)]);
}

/** Ends all sessions of an account, but for the one that is kept. */
export async function endSessionsOf(client: Queryable, account: string, but = ''): Promise<void> {
  await client.query('delete from session where account = $1 and key_hash <> $2', [account, hashOf(but)]);
}

/** Forgets sessions and links whose time is over. */
export async function forgetEnded(client: Queryable, now: string): Promise<void> {
  await client.query('delete from session where until < $1 or seen_at < $1::timestamptz - make_interval(days => $2)', [
    now,
    idleDays,
  ]);
  await client.query('delete from one_time where until < $1', [now]);
}
