import type { Timer } from '#libs/regulation';
import type { Queryable } from './database.js';

/** The timers of these indicators that wait for a report. */
export async function expecting(client: Queryable, indicators: readonly string[]): Promise<Timer[]> {
  const found = await client.query<Timer>(
    `select kind, subject, due_at as "dueAt", replay from timer
     where kind = 'expect' and split_part(subject, ' ', 1) = any($1::text[]) order by subject for update`,
    [indicators],
  );
  return found.rows;
}

const pending = `state = 'pending' and at between $2::timestamptz - interval '1 day' and $2::timestamptz + interval '1 day'`;

/** The periods of an indicator that lie on the bus, as far as they have a name; what has lain there for a day is not waited for. */
export async function unassessed(client: Queryable, indicator: string, now: string): Promise<(string | null)[]> {
  const found = await client.query<{ period: string | null }>(
    `select period from receipt where indicator = $1 and ${pending}`,
    [indicator, now],
  );
  return found.rows.map(({ period }) => period);
}

/** Reports as they have come: when each period was first known, and whether its figure is nought; and what lies on the bus. */
export interface ReportReadings {
  known: { indicator: string; ordinal: number; knownFrom: string; zero: boolean }[];
  waiting: { indicator: string; period: string | null }[];
}

/** The reports of these indicators about periods that begin on one of the dates from `from` to `to`. */
export async function readReports(
  client: Queryable,
  indicators: readonly string[],
  { from, to, now }: { from: string; to: string; now: string },
): Promise<ReportReadings> {
  const known = await client.query<ReportReadings['known'][number]>(
    `select f.indicator, f.ordinal, o.known_from as "knownFrom", f.value = 0 as zero
     from figure f join observation o on o.indicator = f.indicator and o.starts = f.starts and o.period = f.period and o.revision = 1
     where f.indicator = any($1::text[]) and f.starts >= $2::date and f.starts < $3::date + 1`,
    [indicators, from, to],
  );
  const waiting = await client.query<ReportReadings['waiting'][number]>(
    `select indicator, period from receipt where indicator = any($1::text[]) and ${pending}`,
    [indicators, now],
  );
  return { known: known.rows, waiting: waiting.rows };
}
