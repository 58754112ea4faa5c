import { Channel, type Delivery, type Reaching, type Severity } from '#libs/contracts';
import type { Client, Database, Queryable } from '../database.js';
import { holds } from './listeners.js';
import { reachingIn } from './settings.js';

/** One thing that waits to be told. */
export interface Waiting {
  alert: string;
  sequence: number;
  news: unknown;
  severity: Severity;
  tries: number;
  firstDueAt: string;
}

/** What is due through one channel: it is this regulator's until `busyUntil`. `sent`: when messages went through it in the last hour. */
export interface Errand {
  account: string;
  channel: Channel;
  reaching: Reaching;
  email: string | null;
  /** What signs a webhook, or the token of an account elsewhere. */
  secret: string | null;
  busyUntil: string;
  sent: string[];
  deliveries: Waiting[];
}

const mostAtOnce = 100;
const busyMinutes = 5;

interface Row {
  account: string;
  channel: unknown;
  reaching: unknown;
  email: string | null;
  secret: string | null;
  busyUntil: string;
}

/** By what messages go: mail has a server of its own, all else goes to addresses that people have given. */
export type Carrier = 'mail' | 'net';

/**
 * Takes the channel of that carrier whose delivery has been due for longest and which no other regulator is busy with. What was meant
 * for somebody who speaks no more for the unit, nor for another that the alert has reached, is given up first.
 */
export async function takeErrand(database: Database, now: string, carrier: Carrier): Promise<Errand | null> {
  return database.transaction(async (client) => {
    await giveUpForeign(client, now);
    const found = await client.query<Row>(
      `update channel c set busy_until = $1::timestamptz + make_interval(mins => $2) from account a
       where a.id = c.account and c.id = (
         select k.id from channel k join delivery d on d.channel = k.id
         where d.state = 'waiting' and d.due_at <= $1 and (k.body ->> 'kind' = 'email') = $3
           and (k.busy_until is null or k.busy_until <= $1)
           and not exists (select from unconfirmed u where u.channel = k.id)
         order by d.due_at limit 1 for update of k skip locked)
       returning c.account, c.body as channel, c.secret, a.email, c.busy_until as "busyUntil",
         (select r.body from reaching r where r.account = c.account) as reaching`,
      [now, busyMinutes, carrier === 'mail'],
    );
    const [row] = found.rows;
    if (!row) return null;
    const channel = Channel.parse(row.channel);
    const reaching = reachingIn(row.reaching);
    return { ...row, channel, reaching, ...(await waitingFor(client, channel.id, now)) };
  });
}

async function waitingFor(client: Client, channel: string, now: string): Promise<Pick<Errand, 'sent' | 'deliveries'>> {
  const due = await client.query<Waiting>(
    `select alert, sequence, news, severity, tries, first_due_at as "firstDueAt" from delivery
     where channel = $1 and state = 'waiting' and due_at <= $2 order by made_at, alert, sequence limit $3`,
    [channel, now, mostAtOnce],
  );
  const sent = await client.query<{ at: string }>(
    `select distinct sent_at as at from delivery
     where channel = $1 and state = 'sent' and sent_at > $2::timestamptz - interval '1 hour'`,
    [channel, now],
  );
  return { deliveries: due.rows, sent: sent.rows.map(({ at }) => at) };
}

async function giveUpForeign(client: Client, now: string): Promise<void> {
  await client.query(
    `update delivery d set state = 'given-up', reason = 'mandate-ended'
     where d.state = 'waiting' and d.due_at <= $1 and not exists (
       select from mandate m where m.account = d.account and ${holds('$1')} and (m.unit = d.unit
         or exists (select from alert a where a.id = d.alert and m.unit = any(a.reached))))`,
    [now],
  );
}

/** What became of one delivery. `dueAt`: when a waiting one is looked at again. */
export interface Outcome {
  alert: string;
  sequence: number;
  state: Delivery['state'];
  dueAt: string;
  tries: number;
  reason: string | null;
}

/** Notes what became of an errand and lets go of its channel; what another regulator has taken over meanwhile stays that one's. */
export async function noteErrand(
  database: Database,
  { account, channel, busyUntil }: Pick<Errand, 'account' | 'channel' | 'busyUntil'>,
  outcomes: readonly Outcome[],
  now: string,
): Promise<void> {
  await database.transaction(async (client) => {
    await client.query(
      `update delivery d set state = o.state, due_at = o."dueAt", tries = o.tries, reason = o.reason,
         sent_at = case when o.state = 'sent' then $4::timestamptz end
       from json_to_recordset($3::json) as o (alert text, sequence int, state text, "dueAt" timestamptz, tries int, reason text)
       where d.account = $1 and d.channel = $2 and d.alert = o.alert and d.sequence = o.sequence and d.state = 'waiting'`,
      [account, channel.id, JSON.stringify(outcomes), now],
    );
    await client.query('update channel set busy_until = null where id = $1 and busy_until = $2', [
      channel.id,
      busyUntil,
    ]);
  });
}

/** What somebody was told, and is to be told, the newest first. */
export async function deliveriesTo(client: Queryable, account: string, limit = 200): Promise<Delivery[]> {
  const found = await client.query<Delivery>(
    `select alert, sequence, unit, channel, news ->> 'heard' as kind, severity, made_at as "madeAt", due_at as "dueAt",
       state, tries, sent_at as "sentAt", reason
     from delivery where account = $1 order by made_at desc, alert, sequence desc limit $2`,
    [account, limit],
  );
  return found.rows;
}

/** Forgets what was settled so long ago that nobody asks for it any more, and addresses that nobody has confirmed in time. */
export async function forgetDeliveries(client: Queryable, now: string): Promise<void> {
  await client.query(
    `delete from delivery where state <> 'waiting' and made_at < $1::timestamptz - interval '90 days'`,
    [now],
  );
  await client.query('delete from channel where id in (select channel from unconfirmed where until < $1)', [now]);
}
