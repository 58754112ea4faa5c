import type { Topic } from '#libs/contracts';
import type { Queryable } from './database.js';

/** Notes how many records of each topic wait behind a regulator's consumer, and forgets regulators not heard of for a day. */
export async function noteLag(client: Queryable, regulator: string, lag: ReadonlyMap<Topic, number>): Promise<void> {
  await client.query(
    `with gone as (delete from consumer_lag where noted_at < now() - interval '1 day')
     insert into consumer_lag (regulator, topic, waiting) select $1, l.topic, l.waiting from unnest($2::text[], $3::bigint[]) as l(topic, waiting)
     on conflict (regulator, topic) do update set waiting = excluded.waiting, noted_at = now()`,
    [regulator, [...lag.keys()], [...lag.values()]],
  );
}
