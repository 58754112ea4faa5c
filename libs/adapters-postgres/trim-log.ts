import { topics } from '#libs/contracts';
import type { Database } from './database.js';

const most = 2_000;

// Once a day, how far each partition is; of the days that are old already one is enough.
const mark = `
  with gone as (
    delete from log_mark m where exists (
      select from log_mark later where later.topic = m.topic and later.partition = m.partition
      and later.at > m.at and later.at <= $1::timestamptz - make_interval(days => $2)))
  insert into log_mark (topic, partition, at, next_offset)
  select topic, partition, $1::timestamptz, next_offset from log_partition p
  where not exists (select from log_mark m where m.topic = p.topic and m.partition = p.partition and m.at > $1::timestamptz - interval '1 day')`;

// A partition that has readers keeps what they have not taken; units hear of dispatches without a stored position.
const trim = `
  with old as (
    select m.topic, m.partition, max(m.next_offset) as bound from log_mark m
    where m.at <= $1::timestamptz - make_interval(days => $2) group by m.topic, m.partition),
  bounds as (
    select o.topic, o.partition,
      least(o.bound, coalesce(p.next_offset, case when o.topic = any($3::text[]) then 0 else o.bound end)) as bound,
      (select min(r."offset") from log_record r where r.topic = o.topic and r.partition = o.partition) as start
    from old o left join consumer_position p
      on p.topic = o.topic and p.partition = o.partition and p.bus = (select 'embedded-' || id from log_identity))
  delete from log_record r using bounds b
  where r.topic = b.topic and r.partition = b.partition and r."offset" < least(b.bound, b.start + $4)`;

/**
 * Drops records of the embedded log that are older than so many days and that their readers have taken, a slice a call; whether
 * there may be more. Figures are not in question: they are rows, and the log only brought them.
 */
export async function trimLog({ pool }: Database, now: string, keepDays: number): Promise<boolean> {
  await pool.query(mark, [now, keepDays]);
  const dropped = await pool.query(trim, [now, keepDays, [topics.observations, topics.rollUps], most]);
  return (dropped.rowCount ?? 0) > 0;
}

/**
 * Lets PGlite use again the room of rows that are gone. It has no autovacuum: without this the emptied outbox alone grows by some
 * hundred bytes a message for ever. PostgreSQL does it by itself.
 */
export async function reclaim({ kind, pool }: Database): Promise<void> {
  if (kind === 'embedded')
    await pool.query('vacuum outbox, change, timer, log_record, filter_snapshot, replay_message');
}
