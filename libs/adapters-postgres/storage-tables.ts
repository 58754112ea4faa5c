import type { StorageTable } from '#libs/contracts';
import type { Queryable } from './database.js';
import { timed } from './keeping.js';

/** Rows of smaller tables are counted; those of larger ones are as many as the database believed when it last looked. */
const countedBelow = 16 * 1024 * 1024;

interface Sized {
  name: string;
  bytes: number;
  believed: number;
}

interface Chunked extends Sized {
  chunks: number;
  compressed: number;
  before: number;
  after: number;
}

/** All tables of the store but these. */
export async function plainTables(client: Queryable, others: readonly string[]): Promise<StorageTable[]> {
  const found = await client.query<Sized>(
    `select c.relname as name, pg_total_relation_size(c.oid) as bytes, c.reltuples::bigint as believed
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     and c.relname <> all($1::text[])`,
    [others],
  );
  const tables: StorageTable[] = [];
  for (const table of found.rows) {
    const span = isTimed(table.name) ? await spanByIndicator(client, table.name) : null;
    tables.push({ ...(await counted(client, table)), ...(span ?? never), chunks: null, compressed: null });
  }
  return tables;
}

/** The hypertables and the kept sums of TimescaleDB. */
export async function chunkedTables(client: Queryable): Promise<StorageTable[]> {
  const found = await client.query<Chunked>(
    `select coalesce(a.view_name, h.hypertable_name)::text as name, hypertable_size(r.oid) as bytes,
       approximate_row_count(r.oid) as believed, h.num_chunks::int as chunks,
       coalesce(s.number_compressed_chunks, 0)::int as compressed,
       coalesce(s.before_compression_total_bytes, 0) as before, coalesce(s.after_compression_total_bytes, 0) as after
     from timescaledb_information.hypertables h
     cross join lateral (select format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass as oid) r
     left join timescaledb_information.continuous_aggregates a
       on a.materialization_hypertable_schema = h.hypertable_schema and a.materialization_hypertable_name = h.hypertable_name
     left join lateral hypertable_compression_stats(r.oid) s on true
     where h.hypertable_schema = 'public' or a.view_schema = 'public'`,
  );
  const tables: StorageTable[] = [];
  for (const { chunks, compressed, before, after, ...table } of found.rows) {
    const plainBytes = table.bytes + before - after;
    const { bytes: _, ...row } = await counted(client, { ...table, bytes: plainBytes });
    const span = await client.query<Span>(
      `select min(starts) as oldest, max(starts) as newest from ${quoted(table.name)}`,
    );
    const packed = compressed > 0 ? { chunks: compressed, before, after } : null;
    tables.push({ ...row, bytes: table.bytes, ...(span.rows[0] ?? never), chunks, compressed: packed });
  }
  return tables;
}

interface Span {
  oldest: string | null;
  newest: string | null;
}
const never: Span = { oldest: null, newest: null };

function isTimed(name: string): boolean {
  return timed.some((table) => table === name);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function counted(
  client: Queryable,
  { name, bytes, believed }: Sized,
): Promise<Pick<StorageTable, 'name' | 'bytes' | 'rows' | 'estimated'>> {
  if (bytes >= countedBelow && believed > 0) return { name, bytes, rows: believed, estimated: true };
  const found = await client.query<{ rows: number }>(`select count(*) as rows from ${quoted(name)}`);
  return { name, bytes, rows: found.rows[0]?.rows ?? 0, estimated: false };
}

/** An index lookup an indicator: nothing has an index by time alone here. */
async function spanByIndicator(client: Queryable, table: string): Promise<Span | null> {
  const found = await client.query<Span>(
    `select min(s.oldest) as oldest, max(s.newest) as newest from head h
     cross join lateral (select min(starts) as oldest, max(starts) as newest from ${quoted(table)} t where t.indicator = h.indicator) s`,
  );
  return found.rows[0] ?? null;
}
