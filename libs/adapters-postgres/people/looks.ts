import type { Look } from '#libs/contracts';
import type { Queryable } from '../database.js';

/** Notes a look at each of the units from outside; the same person's looks at the same thing within an hour are one line that counts them. */
export async function noteLooks(
  client: Queryable,
  units: readonly string[],
  { name, from, what }: Pick<Look, 'name' | 'from' | 'what'>,
  now: string,
): Promise<void> {
  await client.query(
    `insert into look (unit, hour, by_name, by_unit, what, first_at, last_at, times)
     select unit, date_trunc('hour', $5::timestamptz, 'UTC'), $2, $3, $4, $5, $5, 1 from unnest($1::text[]) as u(unit) order by unit
     on conflict (unit, hour, by_unit, by_name, what) do update set last_at = excluded.last_at, times = look.times + 1`,
    [units, name, from, what, now],
  );
}

/** Who has looked at a unit from outside, the newest first. */
export async function looksAt(client: Queryable, unit: string, limit = 500): Promise<Look[]> {
  const found = await client.query<Look>(
    `select unit, by_name as name, by_unit as "from", what, first_at as first, last_at as last, times
     from look where unit = $1 order by last_at desc, by_unit, by_name, what limit $2`,
    [unit, limit],
  );
  return found.rows;
}
