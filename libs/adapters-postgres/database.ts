import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import { guardFolder, ownFolder } from '#libs/adapters-files';

export type Client = pg.PoolClient;
/** A pool or one client of it: whatever can run a statement. */
export type Queryable = Pick<pg.Pool, 'query'>;

/** The store's connection: PGlite in a data folder, or PostgreSQL with or without TimescaleDB. One code path for all. */
export interface Database {
  kind: 'embedded' | 'postgres';
  pool: pg.Pool;
  /** Runs `work` in one transaction; gives the event loop a turn after it, as PGlite alone never does. */
  transaction<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const { builtins } = pg.types;
const asText = (text: string) => text;
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: Number,
  [builtins.TIMESTAMP]: (text) => text.replace(' ', 'T'),
  [builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [builtins.DATE]: asText,
};

/** int8 as number (offsets stay far below 2^53), timestamps as ISO text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers[oid] ?? pg.types.getTypeParser(oid, format),
};

/**
 * TimescaleDB refuses a transaction that opens more than 100 000 compressed rows: corrections of long ago may be many, and are
 * never refused. A server without TimescaleDB takes the setting and does nothing with it. The pool waits for the answer.
 */
const onConnect: (client: pg.ClientBase) => unknown = (client) =>
  client.query('set timescaledb.max_tuples_decompressed_per_dml_transaction = 0');

/**
 * How long a transaction may stand still between two statements before PostgreSQL ends it, in ms. A regulator that is stopped, or whose
 * machine is cut off, would else keep its locks for hours, and nobody could take over from it. Longer than any transaction of ours
 * thinks or waits for the bus; the address may say otherwise (`?idle_in_transaction_session_timeout=`).
 */
const longestStandstill = 60_000;

export async function openPostgres(url: string, log: (message: string) => void): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: longestStandstill,
    application_name: 'synco',
    onConnect,
  });
  pool.on('error', (error) => log(`an idle database connection broke: ${error.message}`));
  return database('postgres', pool, async () => {});
}

/** Opens PGlite in `folder`; a second process on the same folder is refused, as PGlite itself does not guard it. */
export async function openEmbedded(folder: string, log: (message: string) => void = () => {}): Promise<Database> {
  // The engine lets every user of the machine read and write its files: the folder lets in none but its owner.
  if (!(await ownFolder(folder))) log(`others on this machine can look into ${folder}, and change what lies there`);
  const release = await guardFolder(folder);
  const { PGlite } = await import('@electric-sql/pglite');
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  const { durable, syncFolder } = await import('./durable-folder.js');
  const data = join(folder, 'pglite');
  const fresh = !existsSync(data);
  const engine = await PGlite.create(durable(data));
  if (fresh) syncFolder(data);
  return onEngine(createPgConfig(engine), async () => {
    await engine.close();
    await release();
  });
}

/** The same over an engine that somebody else has opened: tests use it for the WASM build with TimescaleDB. */
export function onEngine(config: object, release: () => Promise<void>): Database {
  const pool = new pg.Pool({ ...config, types, max: 1, idleTimeoutMillis: 0, onConnect });
  keepConnection(pool);
  return database('embedded', pool, release);
}

/**
 * A pool closes the connection on which a statement has failed. An engine inside this process has one connection only, and closing that
 * would end the process for a statement that PostgreSQL has refused and forgotten.
 */
function keepConnection(pool: pg.Pool): void {
  Object.assign(pool, {
    query: async (statement: string | pg.QueryConfig, values?: unknown[]) => {
      const client = await pool.connect();
      try {
        return await client.query(statement, values);
      } finally {
        client.release();
      }
    },
  });
}

function database(kind: Database['kind'], pool: pg.Pool, release: () => Promise<void>): Database {
  return {
    kind,
    pool,
    transaction: (work) => transact(pool, kind, work),
    close: async () => {
      await pool.end();
      await release();
    },
  };
}

async function transact<T>(pool: pg.Pool, kind: Database['kind'], work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements says so here, and would end the process if nobody listened.
  const breaks = (error: Error) => {
    broken = error;
  };
  client.on('error', breaks);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.off('error', breaks);
    client.release(broken);
    if (kind === 'embedded') await turn();
  }
}
