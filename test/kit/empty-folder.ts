import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate, openEmbedded } from '#libs/adapters-postgres';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/synco');

/** A data folder with nothing but the schema in it: a copy of one that is made once for each state of the schema, as that takes seconds. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'synco-data-'));
  await cp(await template(), folder, { recursive: true });
  return folder;
}

async function template(): Promise<string> {
  await engineLoaded();
  const there = join(cache, await stateOfSchema());
  if (existsSync(there)) return there;
  await mkdir(cache, { recursive: true });
  const made = await mkdtemp(join(cache, 'making-'));
  const database = await openEmbedded(made);
  await migrate(database);
  await database.close();
  // Another worker may have been quicker; a folder that is there is never overwritten by a rename.
  await rename(made, there).catch(() => rm(made, { recursive: true, force: true }));
  return there;
}

/** One after the other: jest cannot link two modules at a time that share a third. */
async function engineLoaded(): Promise<void> {
  await import('@electric-sql/pglite');
  await import('@electric-sql/pglite/node-postgres');
}

async function stateOfSchema(): Promise<string> {
  const hash = createHash('sha256');
  const schema = join(root, 'infra/timescale/schema');
  hash.update(await readFile(join(root, 'node_modules/@electric-sql/pglite/package.json')));
  for (const name of (await readdir(schema)).toSorted()) hash.update(name).update(await readFile(join(schema, name)));
  return hash.digest('hex').slice(0, 16);
}
