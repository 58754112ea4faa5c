import type { ReplayStatus } from '#libs/contracts';
import type { Database, Queryable } from './database.js';

const columns = 'id, name, now, done, total, refused, over';

export async function openReplay(
  client: Queryable,
  id: string,
  { name, total }: { name: string; total: number },
  now: string,
): Promise<ReplayStatus> {
  const made = await client.query<ReplayStatus>(
    `insert into replay (id, name, total, started_at) values ($1, $2, $3, $4) returning ${columns}`,
    [id, name, total, now],
  );
  const [status] = made.rows;
  if (!status) throw new Error('the replay was not written');
  return status;
}

export async function replayStatus(client: Queryable, id: string): Promise<ReplayStatus | null> {
  const found = await client.query<ReplayStatus>(`select ${columns} from replay where id = $1`, [id]);
  return found.rows[0] ?? null;
}

export async function replays(client: Queryable): Promise<ReplayStatus[]> {
  const found = await client.query<ReplayStatus>(`select ${columns} from replay order by started_at`);
  return found.rows;
}

/** Moves a replay's now forward; false if that would be backward or the replay is over. */
export async function moveReplay(client: Queryable, id: string, now: string): Promise<boolean> {
  const moved = await client.query(
    'update replay set now = $2 where id = $1 and not over and (now is null or now <= $2)',
    [id, now],
  );
  return moved.rowCount === 1;
}

/** Notes messages that are about to be sent, so that the step is not over before they have landed. */
export async function launch(client: Queryable, id: string, messages: readonly string[]): Promise<void> {
  await client.query('insert into replay_message select $1, unnest($2::text[]) on conflict do nothing', [id, messages]);
}

export async function inFlight(client: Queryable, id: string): Promise<number> {
  const found = await client.query<{ left: number }>('select count(*) as left from replay_message where replay = $1', [
    id,
  ]);
  return found.rows[0]?.left ?? 0;
}

/** The earliest timer of a replay, or null. */
export async function nextTimer(client: Queryable, id: string): Promise<string | null> {
  const found = await client.query<{ due: string | null }>('select min(due_at) as due from timer where replay = $1', [
    id,
  ]);
  return found.rows[0]?.due ?? null;
}

/** Alerts of a replay that are still open. */
export async function openAlertsOf(client: Queryable, id: string): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    'select id from alert where replay = $1 and closed_at is null order by id',
    [id],
  );
  return found.rows.map((row) => row.id);
}

/** Ends a replay: what is left of its timers and alerts goes on by the live clock. */
export async function endReplay(database: Database, id: string): Promise<void> {
  await database.transaction(async (client) => {
    await client.query('update timer set replay = null where replay = $1', [id]);
    await client.query('update alert set replay = null where replay = $1 and closed_at is null', [id]);
    await client.query('update replay set over = true where id = $1', [id]);
  });
}
