import type { Alert, AlertState } from '#libs/contracts';
import type { AlertRow } from '#libs/regulation';
import type { Queryable } from './database.js';
import { type Columns, runBulk } from './rows.js';

export interface AlertFilter {
  /** Alerts that have reached one of these units; all where it is null. */
  units: readonly string[] | null;
  /** Of those, the ones that passed through this unit. */
  through?: string | undefined;
  indicator?: string | undefined;
  states: readonly AlertState[] | null;
  limit: number;
}

const columns: Columns = [
  ['id', 'id', 'text'],
  ['openedAt', 'opened_at', 'timestamptz'],
  ['climbsAt', 'climbs_at', 'timestamptz'],
  ['closedAt', 'closed_at', 'timestamptz'],
  ['reached', 'reached', 'jsonb'],
];
const upsertInboxes = {
  text: `insert into inbox (unit, alert, opened_at, climbs_at, closed)
    select u.unit, r.id, r.opened_at, r.climbs_at, r.closed_at is not null
    from unnest(${columns.map(([, , type], n) => `$${n + 1}::${type}[]`).join(', ')}) as r(${columns.map(([, name]) => name).join(', ')})
    cross join lateral (select distinct jsonb_array_elements_text(r.reached) as unit) u
    on conflict (alert, unit) do update set climbs_at = excluded.climbs_at, closed = excluded.closed
    where (inbox.climbs_at, inbox.closed) is distinct from (excluded.climbs_at, excluded.closed)`,
  columns,
};

/** Puts alerts into the inboxes of all whom they have reached, in the place where they are to be read. */
export async function writeInboxes(client: Queryable, rows: readonly AlertRow[]): Promise<void> {
  await runBulk(
    client,
    upsertInboxes,
    rows.map(({ alert: { id, openedAt, climbsAt, closedAt }, reached }) => {
      return { id, openedAt, climbsAt, closedAt, reached };
    }),
  );
}

const living: ReadonlySet<AlertState> = new Set(['open', 'acknowledged']);

/** Alerts, open ones by the time left and then the newest first. */
export async function readAlerts(client: Queryable, filter: AlertFilter): Promise<Alert[]> {
  const { units, states, limit } = filter;
  const [unit, ...others] = units ?? [];
  if (unit === undefined || others.length > 0) return readAll(client, filter);
  const open = states === null || states.some((state) => living.has(state));
  const closed = states === null || states.some((state) => !living.has(state));
  const found = open ? await readInbox(client, unit, 'not i.closed', filter) : [];
  if (!closed || found.length >= limit) return found;
  return [...found, ...(await readInbox(client, unit, 'i.closed', { ...filter, limit: limit - found.length }))];
}

// Each inbox lies in an index in the order in which it is read, so that a long one costs no more than what is read of it.
async function readInbox(
  client: Queryable,
  unit: string,
  part: 'i.closed' | 'not i.closed',
  { through, indicator, states, limit }: AlertFilter,
): Promise<Alert[]> {
  const passed =
    through === undefined
      ? '$5::text is null'
      : `exists (select from inbox p where p.alert = i.alert and p.unit = $5 and ${part.replace('i.', 'p.')})`;
  const order = part === 'i.closed' ? 'i.opened_at desc, i.alert' : 'i.climbs_at nulls last, i.opened_at desc, i.alert';
  const found = await client.query<{ body: Alert }>(
    `select a.body from inbox i join alert a on a.id = i.alert
     where i.unit = $1 and ${part} and ${passed} and ($2::text is null or a.indicator = $2) and ($3::text[] is null or a.state = any($3::text[]))
     order by ${order} limit $4`,
    [unit, indicator ?? null, states, limit, through ?? null],
  );
  return found.rows.map(({ body }) => body);
}

async function readAll(client: Queryable, { units, through, indicator, states, limit }: AlertFilter): Promise<Alert[]> {
  const found = await client.query<{ body: Alert }>(
    `select body from alert where ($1::text[] is null or reached && $1::text[]) and ($2::text is null or indicator = $2)
       and ($3::text[] is null or state = any($3::text[])) and ($5::text is null or reached @> array[$5::text])
     order by closed_at is not null, climbs_at nulls last, opened_at desc, id limit $4`,
    [units, indicator ?? null, states, limit, through ?? null],
  );
  return found.rows.map(({ body }) => body);
}
