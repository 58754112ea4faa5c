import type { Alert, Figure } from '#libs/contracts';
import { grouped } from '#libs/organisation';
import {
  type FilterGround,
  type FilterSnapshot,
  type GroundKey,
  type Held,
  type KnownAlert,
  type KnownReceipt,
  type Moved,
  type OrdinalKey,
  type PeriodKey,
  receiptKey,
  type ReceiptKey,
  type Said,
} from '#libs/regulation';
import type { Queryable } from './database.js';
import { figuresFrom, figuresIn } from './figures-json.js';

// Each key is looked up by an index of its own (lateral, with a limit or `offset 0`, which keeps the planner from joining in
// another way): a table that has grown since it was last analysed would else be read as a whole.

/** The current figures of these periods. Their first and last start spare TimescaleDB a look at all its other chunks. */
export async function figuresAt(client: Queryable, keys: readonly PeriodKey[]): Promise<Figure[]> {
  const starts = keys.map((key) => key.starts).toSorted();
  const found = await client.query(
    `select ${figuresIn('f')} from json_to_recordset($1::json) as r(indicator text, starts timestamp, period text)
     cross join lateral (select * from figure f where f.indicator = r.indicator and f.starts = r.starts and f.period = r.period
       and f.starts between $2::timestamp and $3::timestamp limit 1) f`,
    [
      JSON.stringify([...new Map(keys.map((key) => [`${key.indicator} ${key.period}`, key])).values()]),
      starts[0] ?? null,
      starts.at(-1) ?? null,
    ],
  );
  return figuresFrom(found.rows);
}

/**
 * For each key the newest figure at or before the ordinal, and some that lie between: keys of one indicator that are close to each
 * other are looked up as one stretch.
 */
export async function figuresUpTo(client: Queryable, keys: readonly OrdinalKey[]): Promise<Figure[]> {
  const found = await client.query(
    `select ${figuresIn('f')} from json_to_recordset($1::json) as r(indicator text, first bigint, last bigint)
     cross join lateral (
       (select * from figure f where f.indicator = r.indicator and f.ordinal <= r.first order by f.ordinal desc limit 1)
       union all
       (select * from figure f where r.first < r.last and f.indicator = r.indicator and f.ordinal > r.first and f.ordinal <= r.last)
     ) f`,
    [JSON.stringify(stretchesOf(keys))],
  );
  return figuresFrom(found.rows);
}

/** Further apart than this, what lies between two keys would cost more than looking them up one by one. */
const closeBy = 4;

function stretchesOf(keys: readonly OrdinalKey[]): { indicator: string; first: number; last: number }[] {
  return [...grouped(keys, ({ indicator }) => indicator)].flatMap(([indicator, own]) => {
    const ordinals = own.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b);
    const stretches: { indicator: string; first: number; last: number }[] = [];
    for (const ordinal of ordinals) {
      const open = stretches.at(-1);
      if (open && ordinal <= open.last + closeBy) open.last = ordinal;
      else stretches.push({ indicator, first: ordinal, last: ordinal });
    }
    return stretches;
  });
}

/** No ordinal is as small. */
const beforeAll = Number.MIN_SAFE_INTEGER;

/** For each key the newest snapshot of that filter before the ordinal, and all settled figures after it. */
export async function filterGround(client: Queryable, keys: readonly GroundKey[]): Promise<Map<string, FilterGround>> {
  if (keys.length === 0) return new Map();
  const snapshots = await client.query<FilterSnapshot>(
    `select s.* from json_to_recordset($1::json) as r(indicator text, ordinal bigint, filter text)
     cross join lateral (select * from filter_snapshot s where s.indicator = r.indicator and s.ordinal < r.ordinal and s.filter = r.filter
       order by s.ordinal desc limit 1) s`,
    [JSON.stringify(keys)],
  );
  const grounds = new Map<string, FilterGround>(keys.map(({ indicator }) => [indicator, { snapshot: null, tail: [] }]));
  for (const snapshot of snapshots.rows) grounds.set(snapshot.indicator, { snapshot, tail: [] });
  const after = [...grounds].map(([indicator, ground]) => ({
    indicator,
    ordinal: ground.snapshot?.ordinal ?? beforeAll,
  }));
  const tails = await client.query(
    `select ${figuresIn('f', 'order by f.ordinal')} from json_to_recordset($1::json) as r(indicator text, ordinal bigint)
     cross join lateral (select * from figure f where f.indicator = r.indicator and f.ordinal > r.ordinal and f.settled
       offset 0) f`,
    [JSON.stringify(after)],
  );
  for (const row of figuresFrom(tails.rows)) grounds.get(row.indicator)?.tail.push(row);
  return grounds;
}

interface ReceiptRow extends ReceiptKey {
  state: KnownReceipt['state'];
  content: KnownReceipt['content'];
}

/** What these had as content, where they were taken before. */
export async function receiptsOf(client: Queryable, keys: readonly ReceiptKey[]): Promise<Map<string, KnownReceipt>> {
  if (keys.length === 0) return new Map();
  const wanted = new Map(keys.map(({ id, indicator }) => [receiptKey({ id, indicator }), { id, indicator }]));
  const found = await client.query<ReceiptRow>(
    `select r.id, r.indicator, r.state, case when o.id is not null then json_build_object(
       'period', o.period, 'value', o.value, 'n', o.n, 'note', o.note) end as content
     from json_to_recordset($1::json) as wanted(id text, indicator text)
     cross join lateral (select * from receipt r where r.id = wanted.id and r.indicator = wanted.indicator limit 1) r
     left join lateral (select * from observation o where o.indicator = r.indicator and o.starts = r.starts
       and o.period = r.period and o.revision = r.revision limit 1) o on true`,
    [JSON.stringify([...wanted.values()])],
  );
  return new Map(found.rows.map(({ state, content, ...key }) => [receiptKey(key), { state, content }]));
}

const known = 'select body as alert, onset, replay from alert';

/** Alerts that are open or began at or after the ordinal, locked in the order of their ids. */
export async function alertsOf(client: Queryable, keys: readonly OrdinalKey[]): Promise<KnownAlert[]> {
  if (keys.length === 0) return [];
  const found = await client.query<{ alert: Alert; onset: number; replay: string | null }>(
    `${known} join json_to_recordset($1::json) as r(of text, ordinal bigint)
     on alert.indicator = r.of and (alert.closed_at is null or alert.onset >= r.ordinal) order by alert.id for update of alert`,
    [JSON.stringify(keys.map(({ indicator, ordinal }) => ({ of: indicator, ordinal })))],
  );
  return found.rows;
}

export async function alertById(client: Queryable, id: string): Promise<KnownAlert | null> {
  const found = await client.query<KnownAlert>(`${known} where id = $1 for update`, [id]);
  return found.rows[0] ?? null;
}

/** The alert and, where it is a question, the one on whose behalf it asks; locked in the order of their ids. */
export async function withAsker(client: Queryable, id: string) {
  const found = await client.query<KnownAlert>(
    `${known} where id = $1 or id = (select under from alert where id = $1 and body#>>'{about,kind}' = 'question')
     order by id for update`,
    [id],
  );
  const own = found.rows.find(({ alert }) => alert.id === id) ?? null;
  return { known: own, asker: found.rows.find((row) => row !== own) ?? null };
}

/** What the filter says by now of the newest so many settled figures before each ordinal, the oldest first. */
export async function saidBefore(
  client: Queryable,
  keys: readonly OrdinalKey[],
  figures: number,
): Promise<ReadonlyMap<string, readonly Said[]>> {
  if (keys.length === 0) return new Map();
  const found = await client.query<Said & { indicator: string }>(
    `select f.indicator, json_build_object('mean', a.level, 'sd', a.level_sd) as level, a.deviation
     from json_to_recordset($1::json) as r(indicator text, ordinal bigint)
     cross join lateral (select * from figure f where f.indicator = r.indicator and f.ordinal < r.ordinal and f.settled
       order by f.ordinal desc limit $2) f
     cross join lateral (select a.level, a.level_sd, a.deviation from assessment a where a.indicator = f.indicator
       and a.starts = f.starts and a.period = f.period order by a.sequence desc limit 1) a
     order by f.indicator, f.ordinal`,
    [JSON.stringify(keys), figures],
  );
  return grouped(found.rows, ({ indicator }) => indicator);
}

/** How far these series have moved since an ordinal from what the filter had forecast, by their first hundred settled figures. */
export async function movedSince(client: Queryable, keys: readonly OrdinalKey[]): Promise<Moved[]> {
  const found = await client.query<Moved>(
    `select f.indicator, sum(f.comparable - a.forecast_mean) as value,
       sum((f.comparable - a.forecast_mean) * coalesce(f.capability, 0)) as a
     from json_to_recordset($1::json) as r(indicator text, ordinal bigint)
     cross join lateral (select * from figure f where f.indicator = r.indicator and f.ordinal >= r.ordinal and f.settled
       order by f.ordinal limit 100) f
     cross join lateral (select a.forecast_mean from assessment a where a.indicator = f.indicator and a.starts = f.starts
       and a.period = f.period order by a.sequence desc limit 1) a
     group by f.indicator`,
    [JSON.stringify(keys)],
  );
  return found.rows;
}

/** An alert, those that are open under it, and the open ones of these indicators, locked in the order of their ids. */
export async function familyOf(client: Queryable, id: string, indicators: readonly string[]): Promise<KnownAlert[]> {
  const found = await client.query<KnownAlert>(
    `${known} where id = $1 or (closed_at is null and (under = $1 or indicator = any($2::text[]))) order by id for update`,
    [id, indicators],
  );
  return found.rows;
}

/** What the filter held of an indicator by what was known at an instant: its newest period then, as it was last assessed. */
export async function heldAt(client: Queryable, indicator: string, known: string): Promise<Held | null> {
  const found = await client.query<Held>(
    `select level, level_sd as sd, slope from assessment where indicator = $1 and known_from <= $2
     order by starts desc, sequence desc limit 1`,
    [indicator, known],
  );
  return found.rows[0] ?? null;
}

/** Alerts that these units hold with a clock running or a reminder to come, locked, each with the time that holds for it: `now`, or its replay's. */
export async function clocksOf(
  client: Queryable,
  units: readonly string[],
  now: string,
): Promise<(KnownAlert & { now: string })[]> {
  const found = await client.query<KnownAlert & { now: string }>(
    `select alert.body as alert, alert.onset, alert.replay, coalesce(replay.now, $2) as now
     from alert left join replay on replay.id = alert.replay
     where (alert.body->'clock' <> 'null' or alert.body->'remindAt' <> 'null') and alert.closed_at is null and alert.held_by = any($1::text[]) order by alert.id for update of alert`,
    [units, now],
  );
  return found.rows;
}
