import type { Client, Database, Queryable } from '../database.js';

/**
 * An account as signing in needs it. `passwordHash` null: nobody has chosen a password yet, or another server vouches, which knows them
 * as `subject`.
 */
export interface Account {
  id: string;
  name: string;
  email: string | null;
  passwordHash: string | null;
  issuer: string | null;
  subject: string | null;
  failures: number;
  lockedUntil: string | null;
  /** Whether its person has left for good: nobody comes in by it again, and no mandate is given to it. */
  left: boolean;
}

const columns = `id, name, email, password_hash as "passwordHash", issuer, subject, failures, locked_until as "lockedUntil",
  left_at is not null as "left"`;

/** Whether there is any account: before the first, a link lets somebody begin. */
export async function hasAccounts(client: Queryable): Promise<boolean> {
  return (
    (await client.query('select from account where password_hash is not null or subject is not null limit 1'))
      .rowCount === 1
  );
}

export async function accountById(client: Queryable, id: string): Promise<Account | null> {
  return (await client.query<Account>(`select ${columns} from account where id = $1`, [id])).rows[0] ?? null;
}

/** The same, held until the transaction ends: its person neither leaves nor changes the password meanwhile. */
export async function holdAccount(client: Client, id: string): Promise<Account | null> {
  return (await client.query<Account>(`select ${columns} from account where id = $1 for update`, [id])).rows[0] ?? null;
}

/** The account of an address, in small letters. */
export async function accountByEmail(client: Queryable, email: string): Promise<Account | null> {
  return (await client.query<Account>(`select ${columns} from account where email = $1`, [email])).rows[0] ?? null;
}

/** Adds an account; false where the address is another's already. */
export async function addAccount(
  client: Queryable,
  { id, name, email, now }: { id: string; name: string; email: string | null; now: string },
): Promise<boolean> {
  const added = await client.query(
    'insert into account (id, name, email, created_at) values ($1, $2, $3, $4) on conflict do nothing',
    [id, name, email, now],
  );
  return added.rowCount === 1;
}

/** Sets a password; what was wrong before is forgotten, and links by which others could set another one are no longer good. */
export async function setPassword(client: Queryable, id: string, hash: string): Promise<void> {
  await client.query(
    `with links as (delete from one_time where account = $1)
     update account set password_hash = $2, failures = 0, locked_until = null where id = $1`,
    [id, hash],
  );
}

/**
 * Counts a wrong password, also where several come at once: from the fifth in a row on the account takes none for a minute, then two, four…
 * up to an hour. While it takes none, none is counted.
 */
export async function noteFailure(client: Queryable, id: string, now: string): Promise<void> {
  await client.query(
    `update account set failures = failures + 1, locked_until = case when failures + 1 < 5 then null
       else $2::timestamptz + make_interval(mins => least(60, power(2, least(failures - 4, 10)))::int) end
     where id = $1 and (locked_until is null or locked_until <= $2)`,
    [id, now],
  );
}

export async function forgetFailures(client: Queryable, id: string): Promise<void> {
  await client.query('update account set failures = 0, locked_until = null where id = $1 and failures > 0', [id]);
}

/** Somebody as another server vouches for them: who they are there, and their address if it was verified. */
export interface Vouched {
  issuer: string;
  subject: string;
  email: string | null;
}

/** Whose account somebody comes in by. `anew`: somebody had used it before it became theirs, and all that they had set is gone. */
export interface Matched {
  id: string;
  anew: boolean;
}

/**
 * The account of somebody for whom another server vouches: the one that came in so before, else that of their address, which is theirs alone
 * from then on; null where there is none. An account that came in by another subject is not taken over.
 */
export async function accountOfSubject(database: Database, person: Vouched): Promise<Matched | null> {
  const { issuer, subject, email } = person;
  return database.transaction(async (client) => {
    const known = await client.query<{ id: string }>('select id from account where issuer = $1 and subject = $2', [
      issuer,
      subject,
    ]);
    if (known.rows[0]) return { id: known.rows[0].id, anew: false };
    const free = email === null ? null : await accountByEmail(client, email);
    return free && free.subject === null ? takeOver(client, free.id, person) : null;
  });
}

/** Gives an account to whom another server vouches for; whoever has used it before, by a link that went through other hands, holds nothing of it. */
async function takeOver(client: Client, id: string, { issuer, subject, email }: Vouched): Promise<Matched | null> {
  // Links first, as whoever uses one holds it before the account.
  await client.query('delete from one_time where account = $1', [id]);
  const before = await holdAccount(client, id);
  if (before?.email !== email || before.subject !== null) return null;
  await client.query(
    `update account set issuer = $2, subject = $3, password_hash = null, failures = 0, locked_until = null where id = $1`,
    [id, issuer, subject],
  );
  await forgetWhatWasSet(client, id);
  return { id, anew: before.passwordHash !== null };
}

/** Ends an account's sessions, and forgets how its person is reached. */
export async function forgetWhatWasSet(client: Client, id: string): Promise<void> {
  for (const table of ['session', 'channel', 'reaching'])
    await client.query(`delete from ${table} where account = $1`, [id]);
}
