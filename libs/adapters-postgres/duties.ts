import type { AlertEvent } from '#libs/contracts';
import { grouped } from '#libs/organisation';
import type { Queryable } from './database.js';

/** The timelines of cords and questions that came to certain units, of all that were opened from a year before `from` up to `to`. */
export async function readDuties(
  client: Queryable,
  units: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<(readonly AlertEvent[])[]> {
  const found = await client.query<AlertEvent>(
    `select e.alert, e.sequence, e.at, e.happening from alert a join alert_event e on e.alert = a.id
     where a.reached && $1::text[] and a.body#>>'{about,kind}' in ('cord', 'question')
       and a.opened_at >= $2::timestamptz - interval '1 year' and a.opened_at < $3
     order by e.alert, e.sequence`,
    [units, from, to],
  );
  return [...grouped(found.rows, ({ alert }) => alert).values()];
}
