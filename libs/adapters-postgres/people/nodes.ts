import { randomUUID } from 'node:crypto';
import type { Node, NodeToken } from '#libs/contracts';
import { appendChanges } from '../change-feed.js';
import type { Client, Queryable } from '../database.js';
import { keysOf } from './node-keys.js';
import { hashOf, newKey } from './sessions.js';

/** A node as the door knows it. */
export type KnownNode = Pick<Node, 'id' | 'unit' | 'name' | 'indicators'>;

type Bare = Omit<Node, 'tokens' | 'keys'>;

const prefix = 'synco-node-';
/** So many tokens of a node hold at a time: the old one goes on until the new one is where it belongs. */
const mostTokens = 2;

const columns = `n.id, n.unit, n.name, n.indicators, n.admitted_at as admitted, n.admitted_by as by, n.dismissed_at as dismissed`;

/** The nodes of a unit with their tokens, those that were dismissed at the end. */
export async function nodesOfUnit(client: Queryable, unit: string): Promise<Node[]> {
  const found = await client.query<Bare>(
    `select ${columns} from node n where n.unit = $1 order by n.dismissed_at nulls first, n.name, n.id limit 1000`,
    [unit],
  );
  return Promise.all(found.rows.map((node) => whole(client, node)));
}

export async function nodeById(client: Queryable, id: string): Promise<Node | null> {
  const found = await client.query<Bare>(`select ${columns} from node n where n.id = $1`, [id]);
  const [node] = found.rows;
  return node ? whole(client, node) : null;
}

/** Admits a node; false where the id is taken. */
export async function admitNode(
  client: Client,
  { id, unit, name, indicators }: KnownNode,
  { by, now }: { by: string; now: string },
): Promise<boolean> {
  const added = await client.query(
    `insert into node (id, unit, name, indicators, admitted_at, admitted_by) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [id, unit, name, indicators === null ? null : JSON.stringify(indicators), now, by],
  );
  return added.rowCount === 1;
}

/** Makes a token for a node and answers what it carries; null where as many as may be hold already. */
export async function makeToken(client: Client, node: string, now: string): Promise<string | null> {
  await client.query('select from node where id = $1 for update', [node]);
  const held = (await tokensOf(client, node)).filter(({ revoked }) => revoked === null);
  if (held.length >= mostTokens) return null;
  const token = `${prefix}${newKey()}`;
  await client.query('insert into node_token (id, key_hash, node, made_at) values ($1, $2, $3, $4)', [
    randomUUID(),
    hashOf(token),
    node,
    now,
  ]);
  return token;
}

/** Revokes a token of the node; streams that are open by it end before they tell of anything later. */
export async function revokeToken(
  client: Client,
  { id, unit }: Pick<KnownNode, 'id' | 'unit'>,
  token: string,
  now: string,
): Promise<void> {
  await client.query('update node_token set revoked_at = $3 where node = $1 and id = $2 and revoked_at is null', [
    id,
    token,
    now,
  ]);
  await appendChanges(client, [{ kind: 'people', unit }]);
}

/** Dismisses a node: none of its tokens and keys holds any more, in open streams neither. */
export async function dismissNode(
  client: Client,
  { id, unit }: Pick<KnownNode, 'id' | 'unit'>,
  now: string,
): Promise<void> {
  await client.query('update node set dismissed_at = $2 where id = $1 and dismissed_at is null', [id, now]);
  await client.query('update node_token set revoked_at = $2 where node = $1 and revoked_at is null', [id, now]);
  await client.query('update node_key set revoked_at = $2 where node = $1 and revoked_at is null', [id, now]);
  await appendChanges(client, [{ kind: 'people', unit }]);
}

/** The node that a token belongs to, if it still holds; that it was used is noted once an hour. */
export async function nodeOf(client: Queryable, token: string, now: string): Promise<KnownNode | null> {
  if (!token.startsWith(prefix)) return null;
  const found = await client.query<KnownNode & { token: string; stale: boolean }>(
    `select n.id, n.unit, n.name, n.indicators, t.id as token, coalesce(t.used_at < $2::timestamptz - interval '1 hour', true) as stale
     from node_token t join node n on n.id = t.node
     where t.key_hash = $1 and t.revoked_at is null and n.dismissed_at is null`,
    [hashOf(token), now],
  );
  const [row] = found.rows;
  if (!row) return null;
  const { token: id, stale, ...node } = row;
  if (stale) await client.query('update node_token set used_at = $2 where id = $1', [id, now]);
  return node;
}

async function whole(client: Queryable, node: Bare): Promise<Node> {
  return { ...node, tokens: await tokensOf(client, node.id), keys: await keysOf(client, node.id) };
}

/** Those that hold, then the newest: however many came and went, none that holds is passed over. */
async function tokensOf(client: Queryable, node: string): Promise<NodeToken[]> {
  const found = await client.query<NodeToken>(
    `select id, made_at as made, used_at as used, revoked_at as revoked from node_token where node = $1
     order by revoked_at is not null, made_at desc, id limit 50`,
    [node],
  );
  return found.rows;
}
