import type { NodeKey } from '#libs/contracts';
import type { Client, Queryable } from '../database.js';
import type { KnownNode } from './nodes.js';

/** So many keys of a node hold at a time: the old one goes on until the new one is where it belongs. */
const mostKeys = 2;

/** The keys of a node: those that hold, then the newest. */
export async function keysOf(client: Queryable, node: string): Promise<NodeKey[]> {
  const found = await client.query<NodeKey>(
    `select id, made_at as made, revoked_at as revoked from node_key where node = $1
     order by revoked_at is not null, made_at desc, id limit 50`,
    [node],
  );
  return found.rows;
}

/** A public key with the name that it is known by. */
export interface NewKey {
  id: string;
  publicKey: string;
}

/** Enrols a key; the same one again changes nothing. Answers what stands in the way, if anything does. */
export async function enrolKey(
  client: Client,
  node: string,
  { id, publicKey }: NewKey,
  now: string,
): Promise<'keys-enough' | 'key-taken' | null> {
  await client.query('select from node where id = $1 for update', [node]);
  const held = (await keysOf(client, node)).filter(({ revoked }) => revoked === null);
  if (held.some((key) => key.id === id)) return null;
  if (held.length >= mostKeys) return 'keys-enough';
  const added = await client.query(
    'insert into node_key (id, public_key, node, made_at) values ($1, $2, $3, $4) on conflict do nothing',
    [id, publicKey, node, now],
  );
  return added.rowCount === 1 ? null : 'key-taken';
}

/** Revokes a key for good: what was signed with it and has not been read yet is refused. */
export async function revokeKey(client: Queryable, node: string, key: string, now: string): Promise<void> {
  await client.query('update node_key set revoked_at = $3 where node = $1 and id = $2 and revoked_at is null', [
    node,
    key,
    now,
  ]);
}

/** Whose the keys of these ids are, as far as they hold. */
export async function signersOf(
  client: Queryable,
  keys: readonly string[],
): Promise<(Omit<KnownNode, 'id'> & { key: string; node: string; publicKey: string })[]> {
  if (keys.length === 0) return [];
  const found = await client.query<Omit<KnownNode, 'id'> & { key: string; node: string; publicKey: string }>(
    `select k.id as key, k.public_key as "publicKey", n.id as node, n.unit, n.name, n.indicators
     from node_key k join node n on n.id = k.node
     where k.id = any($1) and k.revoked_at is null and n.dismissed_at is null`,
    [keys],
  );
  return found.rows;
}
