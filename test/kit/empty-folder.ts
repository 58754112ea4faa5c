import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openEmbedded } from '#libs/adapters-postgres';
import { copyPrepared } from './prepared.js';

/** A data folder with nothing but the schema in it. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'synco-data-'));
  await copyPrepared({ engine: '@electric-sql/pglite', make: migratedFolder }, folder);
  return folder;
}

async function migratedFolder(folder: string): Promise<void> {
  // One after the other: jest cannot link two modules at a time that share a third.
  await import('@electric-sql/pglite');
  await import('@electric-sql/pglite/node-postgres');
  const database = await openEmbedded(folder);
  await migrate(database);
  await database.close();
}
