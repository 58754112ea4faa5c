import type { Invitation } from '#libs/contracts';
import type { Queryable } from '../database.js';
import { hashOf, newKey } from './sessions.js';

/** What a link is for; `account` is null only for the one with which a federation begins. */
export interface OneTime {
  purpose: Invitation['purpose'];
  account: string | null;
  unit: string | null;
  until: string;
}

/** Makes a link that works once and answers its key; earlier ones for the same account and purpose are no longer good. */
export async function makeLink(client: Queryable, { purpose, account, unit, until }: OneTime): Promise<string> {
  const key = newKey();
  await client.query('delete from one_time where purpose = $1 and account is not distinct from $2', [purpose, account]);
  await client.query('insert into one_time (key_hash, purpose, account, unit, until) values ($1, $2, $3, $4, $5)', [
    hashOf(key),
    purpose,
    account,
    unit,
    until,
  ]);
  return key;
}

/** What the link is for, if it is still good. */
export async function readLink(client: Queryable, key: string, now: string): Promise<OneTime | null> {
  const found = await client.query<OneTime>(
    'select purpose, account, unit, until from one_time where key_hash = $1 and until > $2',
    [hashOf(key), now],
  );
  return found.rows[0] ?? null;
}

/** Uses the link up: of two at once, one gets it. */
export async function useLink(client: Queryable, key: string, now: string): Promise<OneTime | null> {
  const found = await client.query<OneTime>(
    'delete from one_time where key_hash = $1 and until > $2 returning purpose, account, unit, until',
    [hashOf(key), now],
  );
  return found.rows[0] ?? null;
}
