import type { Client, Database } from './database.js';

// One regulator at a time: a second one would only wait for the first.
const lock = 7305415;

// Notes become one a year and stretch of time (gaps of less than a month are bridged), so that one refresh stays short and what
// is done of a long history stays done.
const merge = `
  with taken as (delete from touched returning first, last, noted_at),
  pieces as (
    select y, greatest(first, y) as first, least(last, y + interval '1 year' - interval '1 microsecond') as last, noted_at
    from taken cross join generate_series(date_trunc('year', first), last, interval '1 year') as y),
  reached as (select *, max(last) over (partition by y order by first rows between unbounded preceding and 1 preceding) as reach from pieces),
  counted as (
    select *, count(*) filter (where first > reach + interval '1 month') over (partition by y order by first rows unbounded preceding) as stretch
    from reached)
  insert into touched (first, last, noted_at) select min(first), max(last), min(noted_at) from counted group by y, stretch order by 1`;

const noted = `
  select number, date_trunc('week', first) as "firstWeek", date_trunc('week', last) + interval '7 days' as "endOfWeeks",
    date_trunc('month', first) as "firstMonth", date_trunc('month', last) + interval '1 month' as "endOfMonths"
  from touched order by number`;

interface Note {
  number: number;
  firstWeek: string;
  endOfWeeks: string;
  firstMonth: string;
  endOfMonths: string;
}

/**
 * Brings the kept sums of TimescaleDB up to date for exactly the weeks and months that were touched, and answers how many
 * stretches of time that were. A note goes after its refresh: a crash between the two means that it is done twice.
 */
export async function refreshPeriods(database: Database): Promise<number> {
  return alone(database, async (client) => {
    await client.query(merge);
    const { rows } = await client.query<Note>(noted);
    for (const { number, firstWeek, endOfWeeks, firstMonth, endOfMonths } of rows) {
      // Each statement is a transaction of its own, as TimescaleDB refreshes in none that somebody else has begun.
      await refresh(client, 'figure_by_week_kept', firstWeek, endOfWeeks);
      await refresh(client, 'figure_by_month_kept', firstMonth, endOfMonths);
      await client.query('delete from touched where number = $1', [number]);
    }
    return rows.length;
  });
}

/** Makes few notes of many: every reader looks at all of them. */
export async function mergeNotes(database: Database): Promise<void> {
  await alone(database, async (client) => (await client.query(merge)).rowCount ?? 0);
}

async function alone({ pool }: Database, work: (client: Client) => Promise<number>): Promise<number> {
  const any = await pool.query('select from touched limit 1');
  if (any.rowCount === 0) return 0;
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const asked = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock]);
    return asked.rows[0]?.mine === true ? await work(client) : 0;
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch((lost: Error) => {
      broken = lost;
    });
    client.release(broken);
  }
}

async function refresh(client: Client, aggregate: string, from: string, to: string): Promise<void> {
  await client.query('call refresh_continuous_aggregate($1::regclass, $2::timestamp, $3::timestamp)', [
    aggregate,
    from,
    to,
  ]);
}
