import type { Notice, NoticeEvent } from '#libs/contracts';
import { type AdvancedNotice, grouped } from '#libs/organisation';
import { Conflict } from '#libs/regulation';
import type { Client, Queryable } from './database.js';
import { bulkInsert, runBulk } from './rows.js';

const insertEvents = bulkInsert('notice_event', [
  ['notice', 'notice', 'text'],
  ['sequence', 'sequence', 'integer'],
  ['at', 'at', 'timestamptz'],
  ['happening', 'happening', 'jsonb'],
]);

/** All notices that were not withdrawn. */
export async function standingNotices(client: Queryable): Promise<Notice[]> {
  const found = await client.query<{ body: Notice }>(`select body from notice where state <> 'withdrawn' order by id`);
  return found.rows.map(({ body }) => body);
}

/** The notices of these units, whatever became of them, that touch the time between two instants; the first to begin first. */
export async function readNotices(
  client: Queryable,
  units: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<{ notice: Notice; timeline: NoticeEvent[] }[]> {
  const found = await client.query<{ body: Notice }>(
    'select body from notice where unit = any($1::text[]) and starts_at < $3 and until > $2 order by starts_at, id',
    [units, from, to],
  );
  return withTimelines(
    client,
    found.rows.map(({ body }) => body),
  );
}

/** A notice with all that happened to it, or null. */
export async function readNotice(
  client: Queryable,
  id: string,
): Promise<{ notice: Notice; timeline: NoticeEvent[] } | null> {
  const found = await client.query<{ body: Notice }>('select body from notice where id = $1', [id]);
  const body = found.rows[0]?.body;
  return (body && (await withTimelines(client, [body]))[0]) ?? null;
}

async function withTimelines(client: Queryable, notices: readonly Notice[]) {
  if (notices.length === 0) return [];
  const found = await client.query<NoticeEvent>(
    'select notice, sequence, at, happening from notice_event where notice = any($1::text[]) order by notice, sequence',
    [notices.map(({ id }) => id)],
  );
  const events = grouped(found.rows, ({ notice }) => notice);
  return notices.map((notice) => ({ notice, timeline: [...(events.get(notice.id) ?? [])] }));
}

/** Writes what became of notices, and counts their version up, so that every organisation in memory is read anew. */
export async function writeNotices(client: Client, rows: readonly AdvancedNotice[]): Promise<void> {
  if (rows.length === 0) return;
  for (const { notice, events } of rows) await writeNotice(client, notice, events);
  await client.query(
    'insert into notice_version (version) values (1) on conflict (one) do update set version = notice_version.version + 1',
  );
}

async function writeNotice(client: Client, notice: Notice, events: readonly NoticeEvent[]): Promise<void> {
  const { id, sequence, unit, from, until, state } = notice;
  const values = [id, sequence, unit, from, until, state, JSON.stringify(notice)];
  const before = sequence - events.length;
  const written =
    before === 0
      ? await client.query(
          'insert into notice (id, sequence, unit, starts_at, until, state, body) values ($1, $2, $3, $4, $5, $6, $7)',
          values,
        )
      : await client.query(
          `update notice set sequence = $2, unit = $3, starts_at = $4, until = $5, state = $6, body = $7
           where id = $1 and sequence = $8`,
          [...values, before],
        );
  if (written.rowCount !== 1) throw new Conflict(`notice ${id} has gone on without us`);
  await runBulk(client, insertEvents, events);
}
