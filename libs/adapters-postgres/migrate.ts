import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client, Database } from './database.js';

/** What the migrations found and did. */
export interface Migrated {
  applied: string[];
  timescale: boolean;
  /** Why TimescaleDB is not used, where the server has it. */
  withoutTimescale: string | null;
  /** Why the panels of Grafana can read nothing. */
  withoutPanels: string | null;
}

/**
 * Brings the schema up to date: numbered SQL files, each once, in order, under a lock, in one transaction.
 * The set `hypertables` is applied as soon as the database offers TimescaleDB, to what is stored already too. A file that was applied and has changed
 * since stops the start. Whoever reads for Grafana is let in at every start.
 */
export async function migrate(database: Database): Promise<Migrated> {
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock(7305411)');
    await client.query(
      'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const offered = await offersTimescale(client);
    const sets = offered.timescale ? ['schema', 'hypertables'] : ['schema'];
    const applied: string[] = [];
    for (const set of sets) applied.push(...(await applySet(client, set)));
    const panels = await client.query<{ lacking: string | null }>('select panels.grant_to_reader() as lacking');
    return { applied, ...offered, withoutPanels: panels.rows[0]?.lacking ?? null };
  });
}

async function applySet(client: Client, set: string): Promise<string[]> {
  const folder = join(sqlFolder(), set);
  const known = await client.query<{ name: string; digest: string }>('select name, digest from migration');
  const digests = new Map(known.rows.map((row) => [row.name, row.digest]));
  const applied: string[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()) {
    const name = `${set}/${file}`;
    const sql = await readFile(join(folder, file), 'utf8');
    const digest = createHash('sha256').update(sql).digest('hex');
    if (digests.get(name) === digest) continue;
    if (digests.has(name))
      throw new Error(`Migration ${name} has changed since it was applied; add a new one instead.`);
    await client.query(sql);
    await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
    applied.push(name);
  }
  return applied;
}

/** Whether TimescaleDB can be had: installed on the server, loaded, and allowed to this user. Without it all works, only slower. */
async function offersTimescale(client: Client): Promise<Omit<Migrated, 'applied' | 'withoutPanels'>> {
  const found = await client.query("select 1 from pg_available_extensions where name = 'timescaledb'");
  if (found.rowCount !== 1) return { timescale: false, withoutTimescale: null };
  await client.query('savepoint extension');
  try {
    await client.query('create extension if not exists timescaledb');
    const lacking = await lacks(client);
    return { timescale: lacking === null, withoutTimescale: lacking };
  } catch (error) {
    await client.query('rollback to savepoint extension');
    return { timescale: false, withoutTimescale: error instanceof Error ? error.message : String(error) };
  }
}

/** What this TimescaleDB has not, of what the set `hypertables` needs. */
async function lacks(client: Client): Promise<string | null> {
  const found = await client.query<{ version: string; license: string }>(
    `select extversion as version, current_setting('timescaledb.license') as license from pg_extension where extname = 'timescaledb'`,
  );
  const { version = '', license } = found.rows[0] ?? {};
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 2 || (major === 2 && minor < 18)) return `version ${version} is too old: 2.18 is the first that will do`;
  return license === 'apache' ? 'its licence is apache: compression and continuous aggregates are not in it' : null;
}

function sqlFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'infra/timescale/schema'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('The folder infra/timescale with the SQL migrations is not there.');
    folder = above;
  }
  return join(folder, 'infra/timescale');
}
