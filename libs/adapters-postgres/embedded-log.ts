import { grouped } from '#libs/organisation';
import type { Batch, OutgoingRecord } from '#libs/regulation';
import type { Topic } from '#libs/contracts';
import { topics } from '#libs/contracts';

import type { Client, Queryable } from './database.js';

/** Makes the partitions that are missing, and answers the log's identity: it is made once with the database, by the first of all that start at once. */
export async function prepareLog(client: Client, partitions: number): Promise<string> {
  await client.query('select pg_advisory_xact_lock(7305416)');
  await client.query(
    'insert into log_identity (id) select gen_random_uuid()::text where not exists (select from log_identity)',
  );
  for (const topic of Object.values(topics)) {
    const there = await client.query('select 1 from log_partition where topic = $1 limit 1', [topic]);
    if (there.rowCount) continue;
    await client.query('insert into log_partition (topic, partition) select $1, generate_series(0, $2 - 1)', [
      topic,
      partitions,
    ]);
  }
  const found = await client.query<{ id: string }>('select id from log_identity');
  return `embedded-${found.rows[0]?.id}`;
}

export async function partitionCounts(client: Queryable): Promise<Map<string, number>> {
  const found = await client.query<{ topic: string; partitions: number }>(
    'select topic, count(*)::int as partitions from log_partition group by topic',
  );
  return new Map(found.rows.map((row) => [row.topic, row.partitions]));
}

/**
 * Appends records in the caller's transaction. The partitions' rows are locked in one order and held to the commit, so that
 * offset order is commit order and two writers never wait for each other in a circle.
 */
export async function appendToLog(
  client: Client,
  records: readonly OutgoingRecord[],
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  const placed = records.map((record) => ({
    ...record,
    partition: partitionOf(record.key, counts.get(record.topic) ?? 1),
  }));
  const groups = grouped(placed, ({ topic, partition }) => `${topic} ${partition}`);
  const wanted = [...groups.values()].flatMap(([first]) =>
    first ? [{ topic: first.topic, partition: first.partition }] : [],
  );
  const locked = await client.query<{ topic: string; partition: number; next_offset: number }>(
    `select p.topic, p.partition, p.next_offset from log_partition p
     join json_to_recordset($1::json) as r(topic text, partition int) using (topic, partition)
     order by p.topic, p.partition for update of p`,
    [JSON.stringify(wanted)],
  );
  if (locked.rows.length !== groups.size) throw new Error('the log has no such topic');
  const rows = locked.rows.flatMap(({ topic, partition, next_offset }) =>
    (groups.get(`${topic} ${partition}`) ?? []).map((record, index) => ({ ...record, offset: next_offset + index })),
  );
  await client.query(
    `insert into log_record (topic, partition, "offset", key, id, value)
     select topic, partition, "offset", key, id, value from json_to_recordset($1::json)
     as r(topic text, partition int, "offset" bigint, key text, id text, value text)`,
    [JSON.stringify(rows)],
  );
  const moved = locked.rows.map((row) => ({
    ...row,
    next_offset: row.next_offset + (groups.get(`${row.topic} ${row.partition}`)?.length ?? 0),
  }));
  await client.query(
    `update log_partition p set next_offset = r.next_offset from json_to_recordset($1::json) as r(topic text, partition int, next_offset bigint)
     where p.topic = r.topic and p.partition = r.partition`,
    [JSON.stringify(moved)],
  );
}

/** One partition's records from an offset on, with the bounds of the log at that time. */
export async function readLog(
  client: Queryable,
  bus: string,
  { topic, partition, from }: { topic: Topic; partition: number; from: number },
  limit: number,
): Promise<Batch> {
  const records = await client.query<Batch['records'][number]>(
    'select "offset", key, id, value from log_record where topic = $1 and partition = $2 and "offset" >= $3 order by "offset" limit $4',
    [topic, partition, from, limit],
  );
  const bounds = await client.query<{ start: number; end: number }>(
    `select coalesce((select min("offset") from log_record where topic = $1 and partition = $2), next_offset) as start, next_offset as "end"
     from log_partition where topic = $1 and partition = $2`,
    [topic, partition],
  );
  const { start = 0, end = 0 } = bounds.rows[0] ?? {};
  return { bus, topic, partition, logStart: start, logEnd: end, records: records.rows };
}

/** FNV-1a over the key: records of one key share a partition. */
function partitionOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (const letter of key) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % count;
}
