import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database } from '#libs/adapters-postgres';

/** Makes a database as it was before: with these migrations, and no others. */
export async function migrateOnly(database: Database, files: readonly string[]): Promise<void> {
  if (files.some((name) => name.startsWith('hypertables/'))) await database.pool.query('create extension timescaledb');
  await database.pool.query(
    'create table migration (name text primary key, digest text, applied_at timestamptz default now())',
  );
  for (const name of files) {
    const sql = await readFile(new URL(`../../infra/timescale/${name}`, import.meta.url), 'utf8');
    await database.pool.query(sql);
    const digest = createHash('sha256').update(sql).digest('hex');
    await database.pool.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
  }
}
