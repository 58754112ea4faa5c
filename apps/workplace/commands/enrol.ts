import { hostname } from 'node:os';
import { keyIdOf } from '#libs/adapters-kafka';
import { Node, NodeAdmitted, SyncoError } from '#libs/contracts';
import { nameOf } from '../agent/node-name.js';
import { isEnrolled, nextKey, takeNextKey } from '../agent/record-key.js';
import type { Client } from '../client.js';
import type { Io } from '../io.js';

/** What `synco agent enrol` was given. */
export interface EnrolFlags {
  data: string;
  unit?: string;
  name?: string;
  indicators?: string;
}

/**
 * Makes a key pair in the node's folder and lets the server know the public one: the first time the node is admitted with it, later it is a
 * further key. The private key never leaves the folder.
 */
export async function enrolNode(flags: EnrolFlags, io: Io, client: Client): Promise<void> {
  const { data } = flags;
  const unit = flags.unit ?? client.unit;
  if (unit === null)
    throw new SyncoError('usage-wrong', 'For which unit does the node post? Say it with --unit or --as.');
  const wasEnrolled = await isEnrolled(data);
  const { node, publicKey } = await nextKey(data, await nameOf(data));
  if (wasEnrolled || !(await admitted(client, unit, { id: node, publicKey, ...told(flags) })))
    await client.post(`/api/nodes/${node}/keys`, { publicKey }, Node);
  await takeNextKey(data);
  const next = wasEnrolled ? ' Start the node again, then revoke the key before.' : '';
  io.stdout.write(`The node ${node} signs its records with the key ${keyIdOf(publicKey)}.${next}\n`);
}

/** False where an attempt that was broken off has admitted the node already. */
async function admitted(client: Client, unit: string, body: object): Promise<boolean> {
  try {
    await client.post(`/api/units/${encodeURIComponent(unit)}/nodes`, body, NodeAdmitted);
    return true;
  } catch (error) {
    if (error instanceof SyncoError && error.code === 'id-reused') return false;
    throw error;
  }
}

function told({ name = hostname().slice(0, 60), indicators }: EnrolFlags) {
  return { name, indicators: indicators === undefined ? null : indicators.split(',').map((id) => id.trim()) };
}
