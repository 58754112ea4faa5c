import { createHash } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/synco');

/** A folder that a database is made in by `make`, which takes seconds: the same for each state of the `engine` and of the schema. */
export interface Prepared {
  /** The package of the engine. */
  engine: string;
  make: (folder: string) => Promise<void>;
}

/** Fills `folder` with a copy of what is made once. */
export async function copyPrepared(prepared: Prepared, folder: string): Promise<void> {
  // Its thousand small files are copied in a quarter of the time that the call that does not block would take.
  cpSync(await template(prepared), folder, { recursive: true });
}

async function template({ engine, make }: Prepared): Promise<string> {
  const there = join(cache, await stateOf(engine));
  if (existsSync(there)) return there;
  await mkdir(cache, { recursive: true });
  const made = await mkdtemp(join(cache, 'making-'));
  await make(made);
  // Another worker may have been quicker; a folder that is there is never overwritten by a rename.
  await rename(made, there).catch(() => rm(made, { recursive: true, force: true }));
  return there;
}

async function stateOf(engine: string): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(join(root, 'node_modules', engine, 'package.json')));
  const schema = join(root, 'infra/timescale');
  for (const name of (await readdir(schema, { recursive: true })).toSorted())
    if (name.endsWith('.sql')) hash.update(name).update(await readFile(join(schema, name)));
  return hash.digest('hex').slice(0, 16);
}
