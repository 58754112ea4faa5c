import { type Topic, topics as everyTopic } from '#libs/contracts';
import { mergeRollUps, type OutgoingRecord } from '#libs/regulation';
import type { Client, Database } from './database.js';

/** Puts records into the outbox in the transaction that made them, under its counter's lock. */
export async function appendOutbox(client: Client, records: readonly OutgoingRecord[]): Promise<void> {
  if (records.length === 0) return;
  await client.query(
    `with moved as (update outbox_cursor set next_offset = next_offset + $2 returning next_offset - $2 as first)
     insert into outbox ("offset", topic, key, id, value) select first + r.n - 1, r.topic, r.key, r.id, r.value
     from moved, rows from (json_to_recordset($1::json) as (topic text, key text, id text, value text)) with ordinality as r(topic, key, id, value, n)`,
    [JSON.stringify(records), records.length],
  );
}

/** Which part of the outbox to relay: all topics and 5 000 records unless given. */
export interface RelayOptions {
  topics?: readonly Topic[];
  limit?: number;
}

/**
 * Publishes the oldest records of some topics and deletes them, under an advisory lock: one relay a topic, in commit order;
 * requests for the same aggregate go as one. Published and then not committed, they are published again: receivers know them by
 * their id. Answers how many left the outbox.
 */
export async function relayOutbox(
  database: Database,
  publish: (records: OutgoingRecord[], client: Client) => Promise<void>,
  { topics = Object.values(everyTopic), limit = 5_000 }: RelayOptions = {},
): Promise<number> {
  return database.transaction(async (client) => {
    const mine = await client.query<{ locked: boolean }>(
      'select bool_and(pg_try_advisory_xact_lock(7305412, hashtext(topic))) as locked from unnest($1::text[]) as topic',
      [topics],
    );
    if (!mine.rows[0]?.locked) return 0;
    const found = await client.query<OutgoingRecord & { offset: number }>(
      'select "offset", topic, key, id, value from outbox where topic = any($1::text[]) order by "offset" limit $2',
      [topics, limit],
    );
    const last = found.rows.at(-1);
    if (!last) return 0;
    await publish(mergeRollUps(found.rows.map(({ topic, key, id, value }) => ({ topic, key, id, value }))), client);
    await client.query('delete from outbox where topic = any($1::text[]) and "offset" <= $2', [topics, last.offset]);
    return found.rows.length;
  });
}
