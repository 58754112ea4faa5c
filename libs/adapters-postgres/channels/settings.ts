import { Channel, type Channels, Reaching } from '#libs/contracts';
import type { Client, Database, Queryable } from '../database.js';
import { type Confirmation, confirmationFor, keepConfirmation } from './confirmation.js';

type Chosen = Reaching & { channels: Channel[] };

/** What somebody has chosen, as it is kept; what holds for whoever has chosen nothing where it cannot be read: it stops nobody else. */
export function reachingIn(body: unknown): Reaching {
  return Reaching.safeParse(body ?? {}).data ?? Reaching.parse({});
}

/** How somebody is reached: what they have chosen, or what holds for whoever has chosen nothing. */
export async function readChannels(client: Queryable, account: string): Promise<Chosen & { unconfirmed: string[] }> {
  const chosen = await client.query<{ body: unknown }>('select body from reaching where account = $1', [account]);
  const found = await client.query<{ body: unknown }>('select body from channel where account = $1 order by id', [
    account,
  ]);
  const channels = found.rows.map(({ body }) => Channel.parse(body));
  const waiting = await client.query<{ channel: string }>(
    'select channel from unconfirmed where channel = any($1::uuid[])',
    [channels.map(({ id }) => id)],
  );
  const unconfirmed = waiting.rows.map(({ channel }) => channel);
  return { ...reachingIn(chosen.rows[0]?.body), channels, unconfirmed };
}

/** The secret of one of somebody's channels. */
export async function secretOf(client: Queryable, account: string, channel: string): Promise<string | null> {
  const found = await client.query<{ secret: string | null }>(
    'select secret from channel where account = $1 and id = $2',
    [account, channel],
  );
  return found.rows[0]?.secret ?? null;
}

/** Ends all of somebody's channels to browsers, with what waits for them. */
export async function forgetBrowsers(client: Queryable, account: string): Promise<void> {
  await client.query(`delete from channel where account = $1 and body ->> 'kind' = 'push'`, [account]);
}

/** What came of keeping: the secrets made for webhooks that are new, and the addresses to be confirmed; or why nothing was kept. */
export type Kept =
  | { kind: 'kept'; made: Channels['made']; confirmations: Confirmation[] }
  | { kind: 'refused'; because: 'id-of-another' | 'token-missing'; channel: string };

interface Known {
  id: string;
  account: string;
  kind: string;
  url: string | null;
  address: string | null;
  secret: string | null;
}

/**
 * Keeps what somebody has chosen; a channel that is left out is gone, with what waits for it. A token stays where none is given and the
 * address is the one for which it was. `newSecret` makes one for a webhook; `until` is when a link to confirm is good no more.
 */
export async function keepChannels(
  database: Database,
  account: string,
  { channels, ...reaching }: Chosen,
  { newSecret, until }: { newSecret: () => string; until: string },
): Promise<Kept> {
  return database.transaction(async (client) => {
    const ids = channels.map(({ id }) => id);
    const found = await client.query<Known>(
      `select id, account, body ->> 'kind' as kind, body ->> 'url' as url, body ->> 'address' as address, secret
       from channel where id = any($1::uuid[]) for update`,
      [ids],
    );
    const known = new Map(found.rows.map((row) => [row.id, row]));
    const keeping = channels.map((channel) => {
      const before = known.get(channel.id) ?? null;
      const secret = secretFor(channel, before, newSecret);
      return { channel, before, secret, confirmation: confirmationFor(channel, before?.address ?? null) };
    });
    const foreign = found.rows.find((row) => row.account !== account);
    if (foreign) return { kind: 'refused', because: 'id-of-another', channel: foreign.id };
    const closed = keeping.find(({ channel, secret }) => needsToken(channel) && secret === null);
    if (closed) return { kind: 'refused', because: 'token-missing', channel: closed.channel.id };
    await client.query(
      'insert into reaching (account, body) values ($1, $2) on conflict (account) do update set body = excluded.body',
      [account, JSON.stringify(reaching)],
    );
    await client.query('delete from channel where account = $1 and id <> all($2::uuid[])', [account, ids]);
    for (const { channel, secret, confirmation } of keeping) {
      await keepChannel(client, account, channel, secret);
      await keepConfirmation(client, channel, confirmation, until);
    }
    const made = keeping.flatMap(({ channel, before, secret }) =>
      channel.kind === 'webhook' && secret !== null && secret !== before?.secret
        ? [{ channel: channel.id, secret }]
        : [],
    );
    const confirmations = keeping
      .map(({ confirmation }) => confirmation)
      .filter((one) => typeof one === 'object' && one !== null);
    return { kind: 'kept', made, confirmations };
  });
}

function needsToken({ kind }: Channel): boolean {
  return kind === 'telegram' || kind === 'matrix';
}

function secretFor(channel: Channel, before: Known | null, newSecret: () => string): string | null {
  if (channel.kind === 'email' || channel.kind === 'push') return null;
  const same = before?.kind === channel.kind ? before : null;
  if (channel.kind === 'webhook') return same?.secret ?? newSecret();
  return channel.token ?? (same?.url === channel.url ? same.secret : null);
}

async function keepChannel(client: Client, account: string, channel: Channel, secret: string | null): Promise<void> {
  await client.query(
    `insert into channel (id, account, body, secret) values ($1, $2, $3, $4)
     on conflict (id) do update set body = excluded.body, secret = excluded.secret where channel.account = excluded.account`,
    [channel.id, account, JSON.stringify({ ...channel, token: undefined }), secret],
  );
}
