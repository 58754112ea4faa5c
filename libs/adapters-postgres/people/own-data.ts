import type { OwnData, Vote } from '#libs/contracts';
import { appendChanges } from '../change-feed.js';
import { deliveriesTo } from '../channels/deliveries.js';
import { readChannels } from '../channels/settings.js';
import type { Client, Queryable } from '../database.js';
import { type Account, forgetWhatWasSet, holdAccount } from './accounts.js';
import { looksBy } from './looks.js';
import { mandatesOf } from './mandates.js';

/** So many deliveries, votes and looks at most, the newest. */
const most = 10_000;
const departed = 'Somebody who has left';

/** All that is kept of an account as such. */
export async function ownData(client: Queryable, { id, name, email, issuer, subject }: Account): Promise<OwnData> {
  const account = await client.query<{ created: string }>('select created_at as created from account where id = $1', [
    id,
  ]);
  const sessions = await client.query<OwnData['sessions'][number]>(
    'select created_at as opened, seen_at as seen, until from session where account = $1 order by created_at',
    [id],
  );
  const proposed = await client.query<{ body: Vote }>(
    `select body from vote where body -> 'proposedBy' ->> 'id' = $1 order by closes_at desc limit $2`,
    [id, most],
  );
  const ballots = await client.query<OwnData['ballots'][number]>('select vote, choice from ballot where account = $1', [
    id,
  ]);
  const { channels, unconfirmed: _, ...reaching } = await readChannels(client, id);
  return {
    account: {
      id,
      name,
      email,
      created: account.rows[0]?.created ?? '',
      elsewhere: issuer === null || subject === null ? null : { issuer, subject },
    },
    sessions: sessions.rows,
    mandates: await mandatesOf(client, id),
    proposed: proposed.rows.map(({ body: { electorate: _electorate, ...vote } }) => vote),
    ballots: ballots.rows,
    reaching,
    channels,
    deliveries: await deliveriesTo(client, id, most),
    looks: await looksBy(client, id, most),
  };
}

/**
 * Ends an account, in the caller's transaction: its mandates end, its sessions, links, channels, deliveries and open ballots are deleted, its
 * name and address are forgotten. What its person did for a unit stays with the unit, as do the looks, which that unit may read.
 */
export async function leaveForGood(client: Client, { id, email }: Account, now: string): Promise<void> {
  // Votes and links first, as whoever decides or uses one holds it before the account.
  await client.query(
    `update vote set body = jsonb_set(body, '{proposedBy,name}', to_jsonb($2::text)) where body -> 'proposedBy' ->> 'id' = $1`,
    [id, departed],
  );
  await client.query(
    `update vote set body = jsonb_set(body, '{motion,to}', jsonb_build_object('account', $1::text))
     where body -> 'motion' -> 'to' ->> 'email' = $2`,
    [id, email],
  );
  await client.query('delete from one_time where account = $1', [id]);
  await holdAccount(client, id);
  const ended = await client.query<{ unit: string }>(
    `update mandate set ended_at = $2 where account = $1 and ended_at is null and (until is null or until > $2) returning unit`,
    [id, now],
  );
  await client.query('delete from ballot where account = $1', [id]);
  await forgetWhatWasSet(client, id);
  // Each under an id of nobody: two people's lines stay two, and the name in them leads to no account.
  await client.query('update look set account = gen_random_uuid() where account = $1', [id]);
  await client.query(
    `update account set name = $2, email = null, password_hash = null, issuer = null, subject = null, failures = 0,
       locked_until = null, left_at = $3 where id = $1`,
    [id, departed, now],
  );
  await appendChanges(
    client,
    ended.rows.map(({ unit }) => ({ kind: 'people' as const, unit })),
  );
}
