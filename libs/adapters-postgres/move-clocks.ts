import { grouped, type Organisation } from '#libs/organisation';
import { type KnownAlert, moveClocks, noChanges, unitsWithOtherHours } from '#libs/regulation';
import type { Client } from './database.js';
import { writeChanges } from './write-changes.js';

/** Gives running alerts a new due time where calendars have changed, in the transaction that changes them. */
export async function moveClocksTo(
  client: Client,
  organisations: { before: Organisation | null; after: Organisation },
  now: string,
): Promise<void> {
  const units = unitsWithOtherHours(organisations.before, organisations.after);
  if (units.length === 0) return;
  const found = await client.query<KnownAlert & { now: string }>(
    `select alert.body as alert, alert.onset, alert.replay, coalesce(replay.now, $2) as now
     from alert left join replay on replay.id = alert.replay
     where alert.body->'clock' <> 'null' and alert.closed_at is null and alert.held_by = any($1::text[]) order by alert.id for update of alert`,
    [units, now],
  );
  for (const [at, alerts] of grouped(found.rows, (row) => row.now)) {
    const changes = noChanges(at);
    moveClocks(changes, organisations, alerts);
    await writeChanges(client, changes);
  }
}
