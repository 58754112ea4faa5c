import type { Look } from '#libs/contracts';
import type { Queryable } from '../database.js';

/** A look as it is noted. `account`: whose it is; null where nobody signs in. */
interface Noted extends Pick<Look, 'name' | 'from' | 'what'> {
  account: string | null;
}

const columns = 'unit, by_name as name, by_unit as "from", what, first_at as first, last_at as last, times';

/** Notes a look at each of the units from outside; the same person's looks at the same thing within an hour are one line that counts them. */
export async function noteLooks(
  client: Queryable,
  units: readonly string[],
  { name, from, what, account }: Noted,
  now: string,
): Promise<void> {
  await client.query(
    `insert into look (unit, hour, by_name, by_unit, what, account, first_at, last_at, times)
     select unit, date_trunc('hour', $5::timestamptz, 'UTC'), $2, $3, $4, $6, $5, $5, 1 from unnest($1::text[]) as u(unit) order by unit
     on conflict (unit, hour, by_unit, by_name, what, account) do update set last_at = excluded.last_at, times = look.times + 1`,
    [units, name, from, what, now, account],
  );
}

/** Who has looked at a unit from outside, the newest first. */
export async function looksAt(client: Queryable, unit: string, limit = 500): Promise<Look[]> {
  const found = await client.query<Look>(
    `select ${columns} from look where unit = $1 order by last_at desc, by_unit, by_name, what limit $2`,
    [unit, limit],
  );
  return found.rows;
}

/** The looks of an account, the newest first; those from before it was noted whose they are may be a namesake's, and are nobody's. */
export async function looksBy(client: Queryable, account: string, limit: number): Promise<Look[]> {
  const found = await client.query<Look>(
    `select ${columns} from look where account = $1 order by last_at desc limit $2`,
    [account, limit],
  );
  return found.rows;
}
