import type { Channel } from '#libs/contracts';
import type { Queryable } from '../database.js';
import { hashOf, newKey } from '../people/sessions.js';

/** An address that has to be confirmed, and the key by which that is done. */
export interface Confirmation {
  channel: string;
  address: string;
  key: string;
}

/** What has to be confirmed of a channel that had the address `before`: nothing, as before, or an address that is new. */
export function confirmationFor(channel: Channel, before: string | null): Confirmation | 'as-before' | null {
  const address = channel.kind === 'email' ? (channel.address ?? null) : null;
  if (address === null) return null;
  return address === before ? 'as-before' : { channel: channel.id, address, key: newKey() };
}

/** Keeps what has to be confirmed of a channel until then. */
export async function keepConfirmation(
  client: Queryable,
  { id }: Channel,
  confirmation: Confirmation | 'as-before' | null,
  until: string,
): Promise<void> {
  if (confirmation === 'as-before') return;
  await client.query('delete from unconfirmed where channel = $1', [id]);
  if (confirmation === null) return;
  await client.query('insert into unconfirmed (channel, key_hash, until) values ($1, $2, $3)', [
    id,
    hashOf(confirmation.key),
    until,
  ]);
}

/** Confirms the address for which that key was made; false where there is none that still waits for it. */
export async function confirmAddress(client: Queryable, key: string, now: string): Promise<boolean> {
  const found = await client.query('delete from unconfirmed where key_hash = $1 and until > $2', [hashOf(key), now]);
  return found.rowCount === 1;
}
