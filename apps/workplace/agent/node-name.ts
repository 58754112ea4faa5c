import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ownFolder, readJson, writeJson } from '#libs/adapters-files';

/** The node's own name, made when it is first needed: nodes of one unit must not share what each is to hear. */
export async function nameOf(data: string): Promise<string> {
  const path = join(data, 'node.json');
  const kept = await readJson(path);
  if (typeof kept === 'string') return kept;
  const name = randomUUID();
  await ownFolder(data);
  await writeJson(path, name);
  return name;
}
