import type { Change } from '#libs/contracts';
import type { Client, Queryable } from './database.js';

/** Appends to the change feed; its counter's row stays locked to the commit, so that a reader never passes an unseen change. */
export async function appendChanges(client: Client, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `with moved as (update change_cursor set next_offset = next_offset + $2 returning next_offset - $2 as first)
     insert into change ("offset", body) select first + c.n - 1, c.body
     from moved, jsonb_array_elements($1::jsonb) with ordinality as c(body, n)`,
    [JSON.stringify(changes), changes.length],
  );
}

/** A change and its place in the feed. */
export interface FeedItem {
  offset: number;
  change: Change;
}

/** Changes from an offset on. */
export async function readChanges(client: Queryable, from: number, limit = 500): Promise<FeedItem[]> {
  const found = await client.query<FeedItem>(
    'select "offset", body as change from change where "offset" >= $1 order by "offset" limit $2',
    [from, limit],
  );
  return found.rows;
}

/** The offset that the next change will get. */
export async function feedEnd(client: Queryable): Promise<number> {
  const found = await client.query<{ next: number }>('select next_offset as next from change_cursor');
  return found.rows[0]?.next ?? 1;
}

/** Drops all but the newest changes: whoever was away for longer reads everything anew. */
export async function trimChanges(client: Queryable, keep = 10_000): Promise<void> {
  await client.query('delete from change where "offset" < (select next_offset - $1 from change_cursor)', [keep]);
}
