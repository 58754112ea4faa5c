import type { Storage, StorageTable } from '#libs/contracts';
import type { Database, Queryable } from './database.js';
import { timed } from './keeping.js';
import { chunkedTables, plainTables } from './storage-tables.js';

type Stored = Pick<Storage, 'store' | 'bytes' | 'tables' | 'refreshing'> & { drops: Storage['retention']['drops'] };

/** What is stored, and what dropping all that is older than so many months would take away. */
export async function readStorage(
  { kind, pool }: Database,
  { now, keepMonths, timescale }: { now: string; keepMonths: number; timescale: boolean },
): Promise<Stored> {
  const chunked = timescale ? await chunkedTables(pool) : [];
  const plain = await plainTables(
    pool,
    chunked.map(({ name }) => name),
  );
  const tables = [...chunked, ...plain].toSorted((a, b) => b.bytes - a.bytes);
  const size = await pool.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes');
  return {
    store: timescale ? 'TimescaleDB' : kind === 'embedded' ? 'PGlite' : 'PostgreSQL',
    bytes: size.rows[0]?.bytes ?? 0,
    tables,
    refreshing: timescale ? await waiting(pool) : null,
    drops: await drops(pool, { now, keepMonths, timescale, tables }),
  };
}

async function waiting(client: Queryable): Promise<NonNullable<Storage['refreshing']>> {
  const found = await client.query<{ ranges: number; since: string | null }>(
    'select count(*) as ranges, min(noted_at) as since from touched',
  );
  return found.rows[0] ?? { ranges: 0, since: null };
}

interface Asked {
  now: string;
  keepMonths: number;
  timescale: boolean;
  tables: readonly StorageTable[];
}

/** TimescaleDB drops whole chunks, so what lies in a chunk with something younger stays. */
async function drops(client: Queryable, asked: Asked): Promise<Stored['drops']> {
  const { now, keepMonths, timescale, tables } = asked;
  const found = await client.query<{ before: string }>(
    `select ($1::timestamptz at time zone 'utc' - make_interval(months => $2)) as before`,
    [now, keepMonths],
  );
  const before = found.rows[0]?.before ?? now;
  const gone = [];
  for (const table of tables.filter(({ name }) => timed.some((one) => one === name)))
    gone.push(timescale ? await chunksBefore(client, table.name, before) : await rowsBefore(client, table, before));
  return {
    keepMonths,
    before,
    rows: gone.reduce((sum, { rows }) => sum + rows, 0),
    bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

interface Gone {
  rows: number;
  bytes: number;
}

async function chunksBefore(client: Queryable, table: string, before: string): Promise<Gone> {
  const found = await client.query<{ bytes: number; end: string | null }>(
    `select coalesce(sum(s.total_bytes), 0)::bigint as bytes, max(c.range_end at time zone 'utc') as "end"
     from timescaledb_information.chunks c
     join chunks_detailed_size(($1::text)::regclass) s on s.chunk_schema = c.chunk_schema and s.chunk_name = c.chunk_name
     where c.hypertable_name = $1::text and c.range_end at time zone 'utc' <= $2::timestamp`,
    [table, before],
  );
  const { bytes = 0, end = null } = found.rows[0] ?? {};
  if (end === null) return { rows: 0, bytes: 0 };
  const counted = await client.query<{ rows: number }>(`select count(*) as rows from ${table} where starts < $1`, [
    end,
  ]);
  return { rows: counted.rows[0]?.rows ?? 0, bytes };
}

async function rowsBefore(client: Queryable, table: StorageTable, before: string): Promise<Gone> {
  if (table.oldest === null || table.oldest >= before) return { rows: 0, bytes: 0 };
  const found = await client.query<{ rows: number }>(`select count(*) as rows from ${table.name} where starts < $1`, [
    before,
  ]);
  const rows = found.rows[0]?.rows ?? 0;
  return { rows, bytes: Math.round((table.bytes * rows) / Math.max(rows, table.rows)) };
}
