import type { Mandate, Role } from '#libs/contracts';
import { appendChanges } from '../change-feed.js';
import type { Client, Queryable } from '../database.js';

interface Row {
  id: string;
  unit: string;
  role: Role;
  account: string;
  name: string;
  starts_at: string;
  until: string | null;
  ended_at: string | null;
  vote: string | null;
}

const select = `select m.id, m.unit, m.role, m.account, a.name, m.starts_at, m.until, m.ended_at, m.vote
  from mandate m join account a on a.id = m.account`;

/** All mandates that somebody has or had, the newest first. */
export async function mandatesOf(client: Queryable, account: string): Promise<Mandate[]> {
  return read(client, `${select} where m.account = $1 order by m.starts_at desc, m.id`, [account]);
}

/** All mandates of a unit, those that have ended among them, the newest first. */
export async function mandatesOfUnit(client: Queryable, unit: string): Promise<Mandate[]> {
  return read(client, `${select} where m.unit = $1 order by m.starts_at desc, m.id limit 1000`, [unit]);
}

/** All mandates of several units, those that have ended among them. */
export async function mandatesOfUnits(client: Queryable, units: readonly string[]): Promise<Mandate[]> {
  return read(client, `${select} where m.unit = any($1::text[]) order by m.starts_at desc, m.id`, [units]);
}

/** Whether any of the units has or had a mandate. */
export async function mandatesIn(client: Queryable, units: readonly string[]): Promise<boolean> {
  return (await client.query('select from mandate where unit = any($1::text[]) limit 1', [units])).rowCount === 1;
}

export async function mandateById(client: Queryable, id: string): Promise<Mandate | null> {
  return (await read(client, `${select} where m.id = $1`, [id]))[0] ?? null;
}

/** Gives a mandate. */
export async function giveMandate(
  client: Queryable,
  mandate: Omit<Mandate, 'person' | 'ended'> & { account: string },
): Promise<void> {
  const { id, unit, account, role, from, until, vote } = mandate;
  await client.query(
    'insert into mandate (id, unit, account, role, starts_at, until, vote) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, unit, account, role, from, until, vote],
  );
}

/** Ends a mandate now, in the caller's transaction. */
export async function recallMandate(client: Client, id: string, now: string): Promise<void> {
  await client.query('update mandate set ended_at = $2 where id = $1 and ended_at is null', [id, now]);
}

/** Ends a mandate that is handed back, in the caller's transaction; whoever listens as its unit hears it. */
export async function endMandate(
  client: Client,
  { id, unit }: Pick<Mandate, 'id' | 'unit'>,
  now: string,
): Promise<void> {
  await recallMandate(client, id, now);
  await appendChanges(client, [{ kind: 'people', unit }]);
}

/** Lets one after the other go, until the transaction ends: each sees who is left when the one before has gone. */
export async function holdGoing(client: Client): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7305422)');
}

/** The mandates of a unit whose people can come in: they have a password, or another server vouches for them. */
export async function mandatesOfPresent(client: Queryable, unit: string): Promise<Mandate[]> {
  return read(client, `${select} where m.unit = $1 and (a.password_hash is not null or a.subject is not null)`, [unit]);
}

async function read(client: Queryable, sql: string, values: readonly unknown[]): Promise<Mandate[]> {
  const found = await client.query<Row>(sql, [...values]);
  return found.rows.map(({ id, unit, role, account, name, starts_at, until, ended_at, vote }) => ({
    id,
    unit,
    role,
    person: { id: account, name },
    from: starts_at,
    until,
    ended: ended_at,
    vote,
  }));
}
