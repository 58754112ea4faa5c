import { Channel, type Channels, Reaching } from '#libs/contracts';
import type { Client, Database, Queryable } from '../database.js';

/** How somebody is reached: what they have chosen, or what holds for whoever has chosen nothing. */
export async function readChannels(client: Queryable, account: string): Promise<Omit<Channels, 'mail'>> {
  const chosen = await client.query<{ body: unknown }>('select body from reaching where account = $1', [account]);
  const found = await client.query<{ body: unknown }>('select body from channel where account = $1 order by id', [
    account,
  ]);
  return { ...Reaching.parse(chosen.rows[0]?.body ?? {}), channels: found.rows.map(({ body }) => Channel.parse(body)) };
}

/** Keeps what somebody has chosen; a channel that is left out is gone, with what waits for it. False: an id is another person's. */
export async function keepChannels(
  database: Database,
  account: string,
  { channels, ...reaching }: Omit<Channels, 'mail'>,
): Promise<boolean> {
  return database.transaction(async (client) => {
    const ids = channels.map(({ id }) => id);
    const foreign = await client.query('select from channel where id = any($1::uuid[]) and account <> $2 limit 1', [
      ids,
      account,
    ]);
    if (foreign.rowCount !== 0) return false;
    await client.query(
      'insert into reaching (account, body) values ($1, $2) on conflict (account) do update set body = excluded.body',
      [account, JSON.stringify(reaching)],
    );
    await client.query('delete from channel where account = $1 and id <> all($2::uuid[])', [account, ids]);
    for (const channel of channels) await keepChannel(client, account, channel);
    return true;
  });
}

async function keepChannel(client: Client, account: string, channel: Channel): Promise<void> {
  await client.query(
    `insert into channel (id, account, body) values ($1, $2, $3)
     on conflict (id) do update set body = excluded.body where channel.account = excluded.account`,
    [channel.id, account, JSON.stringify(channel)],
  );
}
