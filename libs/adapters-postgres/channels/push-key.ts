import type { Queryable } from '../database.js';

/** The key pair by which browsers know this server, as base64url. */
export interface PushKey {
  publicKey: string;
  privateKey: string;
}

/** The server's key pair: the one that is kept, else the one that is `made` now. Of two regulators at once both get the same. */
export async function pushKey(client: Queryable, made: () => PushKey): Promise<PushKey> {
  const kept = await read(client);
  if (kept) return kept;
  const { publicKey, privateKey } = made();
  await client.query('insert into push_key (public_key, private_key) values ($1, $2) on conflict do nothing', [
    publicKey,
    privateKey,
  ]);
  const now = await read(client);
  if (!now) throw new Error('The key for pushing was kept and is not there.');
  return now;
}

async function read(client: Queryable): Promise<PushKey | null> {
  const found = await client.query<PushKey>(
    'select public_key as "publicKey", private_key as "privateKey" from push_key',
  );
  return found.rows[0] ?? null;
}
