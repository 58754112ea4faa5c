import type { Deviation, ImportBody } from '#libs/contracts';
import type { ImportPart } from '#libs/regulation';
import type { Database, Queryable } from './database.js';

/** What an import has found of one indicator: what was told of it last, by deviation. */
export interface Standing {
  indicator: string;
  deviation: Deviation;
}

/** An import as it lies in the store; `found` is what stood when it was over, null until somebody has looked then. */
export interface ImportReading {
  id: string;
  unit: string;
  name: string;
  by: string;
  begunAt: string;
  sent: number | null;
  refused: number;
  found: Standing[] | null;
  parts: ImportPart[];
}

const mostDates = 10_000;

const keyOf = (part: ImportPart) => `${part.import} ${part.indicator}`;

/** Adds what a transaction has taken of imports to what was taken before, always in the same order. */
export async function writeImports(client: Queryable, parts: readonly ImportPart[]): Promise<void> {
  if (parts.length === 0) return;
  await client.query(
    `insert into bulk_import_part as p
     select * from json_to_recordset($1::json) as r(import uuid, indicator text, taken integer, repeated integer, refused integer,
       first timestamp, last timestamp, alerts text[])
     on conflict (import, indicator) do update set taken = p.taken + excluded.taken, repeated = p.repeated + excluded.repeated,
       refused = p.refused + excluded.refused, first = least(p.first, excluded.first), last = greatest(p.last, excluded.last),
       alerts = p.alerts || excluded.alerts`,
    [JSON.stringify(parts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)))],
  );
}

/** Keeps what is said of an import; the same one said again goes on. Answers whether it is this unit's. */
export async function announceImport(
  { pool }: Database,
  { id, name, sent, refused }: ImportBody,
  { unit, by, now }: { unit: string; by: string; now: string },
): Promise<boolean> {
  const kept = await pool.query(
    `insert into bulk_import as i (id, unit, name, posted_by, begun_at, sent, refused) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set name = excluded.name, sent = coalesce(excluded.sent, i.sent),
       refused = greatest(excluded.refused, i.refused) where i.unit = excluded.unit`,
    [id, unit, name, by, now, sent, refused],
  );
  return kept.rowCount === 1;
}

/** Imports with what was taken of them: one by its id, or a unit's newest since an instant. */
export async function readImports(
  client: Queryable,
  wanted: { id: string } | { unit: string; since: string; limit: number },
): Promise<ImportReading[]> {
  const [which, values] =
    'id' in wanted
      ? ['i.id = $1', [wanted.id]]
      : [
          'i.unit = $1 and i.begun_at >= $2 order by i.begun_at desc limit $3',
          [wanted.unit, wanted.since, wanted.limit],
        ];
  const found = await client.query<ImportReading>(
    `select i.id, i.unit, i.name, i.posted_by as by, to_char(i.begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "begunAt",
       i.sent, i.refused, i.found, coalesce((select json_agg(p order by p.indicator) from bulk_import_part p where p.import = i.id), '[]') as parts
     from bulk_import i where ${which}`,
    values,
  );
  return found.rows;
}

/** What stands in the figures of an import by now: of each deviation what was told last, unless it was withdrawn. */
export async function readStanding(client: Queryable, id: string): Promise<Standing[]> {
  const found = await client.query<Standing>(
    `select p.indicator, a.deviation from bulk_import_part p
     cross join lateral (
       select distinct on (told.deviation->>'id') told.deviation from (
         select distinct on (a.starts, a.period) a.ordinal, a.deviation from assessment a
         where a.indicator = p.indicator and a.starts between p.first and p.last
         order by a.starts, a.period, a.sequence desc) told
       where told.deviation is not null order by told.deviation->>'id', told.ordinal desc limit $2) a
     where p.import = $1 and a.deviation->>'status' <> 'withdrawn' order by p.indicator`,
    [id, mostDates],
  );
  return found.rows;
}

/** Keeps what stood when an import was over, so that nobody has to look again. */
export async function keepFound(client: Queryable, id: string, found: readonly Standing[]): Promise<void> {
  await client.query('update bulk_import set found = $2 where id = $1 and found is null', [id, JSON.stringify(found)]);
}
