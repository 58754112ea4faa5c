import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ownFolder, readJson, writeJson } from '#libs/adapters-files';
import { newNodeKeyPair, nodeSealer, type Sealer } from '#libs/adapters-kafka';
import { SyncoError } from '#libs/contracts';
import { z } from 'zod';

/** A node's key pair as it lies in its folder, with the id under which the node was admitted. */
const KeptKey = z.object({ node: z.uuid(), privateKey: z.string(), publicKey: z.string() });
type KeptKey = z.infer<typeof KeptKey>;

const name = 'record-key.json';
const nextName = 'record-key-next.json';

/** Signs records as the node that was enrolled in this folder; null where none was. */
export async function keptSealer(data: string): Promise<Sealer | null> {
  const kept = await read(join(data, name));
  return kept && nodeSealer(kept.node, kept.privateKey);
}

/** Whether a node was enrolled in this folder. */
export async function isEnrolled(data: string): Promise<boolean> {
  return (await read(join(data, name))) !== null;
}

/**
 * The key pair to enrol next, for nobody but its owner to read. It is made once and taken again until it was enrolled: an attempt that was
 * broken off leaves no second key behind.
 */
export async function nextKey(data: string, node: string): Promise<KeptKey> {
  await ownFolder(data);
  const path = join(data, nextName);
  const begun = await read(path);
  if (begun) return begun;
  const made = { node, ...newNodeKeyPair() };
  await writeJson(path, made, 0o600);
  return made;
}

/** From now on the node signs with the key that `nextKey` has made. */
export async function takeNextKey(data: string): Promise<void> {
  await rename(join(data, nextName), join(data, name));
}

async function read(path: string): Promise<KeptKey | null> {
  const text: unknown = await readJson(path);
  if (text === null || text === undefined) return null;
  const kept = KeptKey.safeParse(text);
  if (!kept.success)
    throw new SyncoError('usage-wrong', `The file ${path} holds no key of a node; put it aside and enrol again.`);
  return kept.data;
}
