import { Channel, type Reaching, type Severity } from '#libs/contracts';
import type { Client } from '../database.js';
import { reachingIn } from './settings.js';

/** A channel of somebody who speaks for a unit, and how they want to be reached. */
export interface Listener {
  account: string;
  channel: Channel;
  reaching: Reaching;
}

/** All channels of those who have a mandate of the unit at that time. */
export async function listenersOf(client: Client, unit: string, now: string): Promise<Listener[]> {
  const found = await client.query<{ account: string; channel: unknown; reaching: unknown }>(
    `select c.account, c.body as channel, r.body as reaching
     from channel c left join reaching r on r.account = c.account
     where c.account in (select account from mandate m where m.unit = $1 and ${holds('$2')})
       and not exists (select from unconfirmed u where u.channel = c.id) order by c.id`,
    [unit, now],
  );
  return found.rows.map(({ account, channel, reaching }) => ({
    account,
    channel: Channel.parse(channel),
    reaching: reachingIn(reaching),
  }));
}

/** The condition under which the mandate `m` holds at the time that the parameter names. */
export function holds(now: string): string {
  return `m.starts_at <= ${now}::timestamptz and (m.until is null or m.until > ${now}) and (m.ended_at is null or m.ended_at > ${now})`;
}

/** What somebody is to be told through a channel, and when. */
export interface NewDelivery {
  alert: string;
  sequence: number;
  unit: string;
  account: string;
  channel: string;
  news: object;
  severity: Severity;
  madeAt: string;
  dueAt: string;
}

/** Adds deliveries; what is there already, by alert, step, person and channel, stays as it is. */
export async function addDeliveries(client: Client, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await client.query(
    `insert into delivery (alert, sequence, unit, account, channel, news, severity, made_at, due_at, first_due_at)
     select alert, sequence, unit, account, channel, news, severity, "madeAt", "dueAt", "dueAt"
     from json_to_recordset($1::json) as (alert text, sequence int, unit text, account uuid, channel uuid, news jsonb,
       severity text, "madeAt" timestamptz, "dueAt" timestamptz)
     on conflict do nothing`,
    [JSON.stringify(deliveries)],
  );
}
