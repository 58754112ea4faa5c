import { keyIdOf } from '#libs/adapters-kafka';
import { type Client, enrolKey, nodeById } from '#libs/adapters-postgres';
import { type Node, SyncoError } from '#libs/contracts';
import { z } from 'zod';
import { allow, type Asking, requireViewer } from '../access/asking.js';
import type { Parts } from '../parts.js';
import { organisationInForce } from './known.js';

/** A node of a unit for which the one who asks may admit nodes; others do not learn that there is one. */
export async function ownNode(parts: Parts, id: string, asking: Asking): Promise<Node> {
  const organisation = await organisationInForce(parts);
  const viewer = requireViewer(organisation, asking);
  const node = z.uuid().safeParse(id).success ? await nodeById(parts.database.pool, id) : null;
  if (node?.unit !== viewer.unit) throw new SyncoError('node-unknown', `"${viewer.unit}" has no node "${id}".`);
  allow(organisation, viewer, 'admit', node.unit);
  return node;
}

/** The same, but none that was dismissed: what it were given would never hold. */
export async function heldNode(parts: Parts, id: string, asking: Asking): Promise<Node> {
  const node = await ownNode(parts, id, asking);
  if (node.dismissed !== null) throw new SyncoError('node-unknown', `The node "${node.name}" has been dismissed.`);
  return node;
}

/** Enrols a public key for a node. Throws \`keys-enough\` or \`key-taken\`. */
export async function enrol(client: Client, node: string, publicKey: string, now: string): Promise<void> {
  const refusal = await enrolKey(client, node, { id: keyIdOf(publicKey), publicKey }, now);
  if (refusal === 'keys-enough') throw new SyncoError(refusal, 'Two keys of this node hold already.');
  if (refusal !== null)
    throw new SyncoError(refusal, 'This public key was enrolled before, and may have been revoked.');
}
