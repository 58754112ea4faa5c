import type { KnownAlert, Store, Transaction } from '#libs/regulation';
import type { Client, Database } from './database.js';
import { claim, claimAlerts, claimTimers, dueSingly, dueTimers, letRest } from './due.js';
import { expecting, unassessed } from './expected-reports.js';
import {
  alertById,
  alertsOf,
  clocksOf,
  familyOf,
  figuresAt,
  figuresUpTo,
  filterGround,
  heldAt,
  movedSince,
  receiptsOf,
  saidBefore,
  withAsker,
} from './knowledge.js';
import { readNotice } from './notice-store.js';
import { doneUnder } from './once.js';
import { orConflict } from './lost-race.js';
import { holdOrganisation } from './organisation-lock.js';
import { organisationReader } from './organisation-store.js';
import { beginning, movePosition, noteBeginning, readPosition } from './positions.js';
import { writeChanges } from './write-changes.js';

/** The loop's store on PostgreSQL or PGlite. */
export function loopStore(database: Database): Store {
  const organisation = organisationReader();
  return {
    transact: (work) => orConflict(database.transaction((client) => work(transactionOn(client, organisation)))),
    dueTimers: (now, replay, limit) => dueTimers(database, now, replay, limit),
    dueSingly: (now, limit) => dueSingly(database, now, limit),
    letRest: (timer, until) => letRest(database, timer, until),
  };
}

function transactionOn(client: Client, organisation: ReturnType<typeof organisationReader>): Transaction {
  return {
    position: (bus, topic, partition) => readPosition(client, { bus, topic, partition }),
    movePosition: (place, from, to) => movePosition(client, place, from, to),
    beginning: (place) => beginning(client, place),
    noteBeginning: (place, found) => noteBeginning(client, place, found),
    organisation: () => organisation(client),
    replay: async (id) => {
      const found = await client.query<{ now: string | null; over: boolean }>(
        'select now, over from replay where id = $1',
        [id],
      );
      return found.rows[0] ?? null;
    },
    receipts: (keys) => receiptsOf(client, keys),
    heads: (indicators) => heads(client, indicators),
    figuresAt: (keys) => figuresAt(client, keys),
    figuresUpTo: (keys) => figuresUpTo(client, keys),
    filterGround: (keys) => filterGround(client, keys),
    alertsOf: (keys) => alertsOf(client, keys),
    alert: (id): Promise<KnownAlert | null> => alertById(client, id),
    withAsker: (id) => withAsker(client, id),
    saidBefore: (keys, figures) => saidBefore(client, keys, figures),
    movedSince: (keys) => movedSince(client, keys),
    family: (id, indicators) => familyOf(client, id, indicators),
    heldAt: (indicator, known) => heldAt(client, indicator, known),
    doneUnder: (id) => doneUnder(client, id),
    holdOrganisation: () => holdOrganisation(client),
    notice: async (id) => (await readNotice(client, id))?.notice ?? null,
    clocksOf: (units, now) => clocksOf(client, units, now),
    expecting: (indicators) => expecting(client, indicators),
    unassessed: (indicator, now) => unassessed(client, indicator, now),
    claimAlerts: (now, limit) => claimAlerts(client, now, limit),
    claimTimers: (timers) => claimTimers(client, timers),
    claim: (timer) => claim(client, timer),
    write: (changes) => writeChanges(client, changes),
  };
}

async function heads(client: Client, indicators: readonly string[]): Promise<Map<string, number>> {
  const sorted = [...indicators].toSorted();
  const found = await lockHeads(client, sorted);
  if (found.size === sorted.length) return found;
  const missing = sorted.filter((indicator) => !found.has(indicator));
  await client.query('insert into head (indicator) select unnest($1::text[]) on conflict do nothing', [missing]);
  return new Map([...found, ...(await lockHeads(client, missing))]);
}

async function lockHeads(client: Client, indicators: readonly string[]): Promise<Map<string, number>> {
  const found = await client.query<{ indicator: string; sequence: number }>(
    'select indicator, sequence from head where indicator = any($1::text[]) order by indicator for update',
    [indicators],
  );
  return new Map(found.rows.map((row) => [row.indicator, row.sequence]));
}

/**
 * What waits in the store: messages in the outbox with the first one's place, live timers that were due before an instant, and those that
 * fail; and what was to be told to people a quarter of an hour before it, and nobody has taken up.
 */
export interface Backlog {
  outbox: number;
  first: number | null;
  overdue: number;
  failing: number;
  untold: number;
}

export async function readBacklog({ pool }: Database, before: string): Promise<Backlog> {
  const found = await pool.query<Backlog>(
    `select (select count(*) from outbox) as outbox, (select min("offset") from outbox) as first,
            (select count(*) from timer where due_at < $1 and replay is null) as overdue,
            (select count(*) from timer where rests_until is not null and replay is null) as failing,
            (select count(*) from delivery d where state = 'waiting' and due_at < $1::timestamptz - interval '15 minutes'
               and not exists (select from unconfirmed u where u.channel = d.channel)) as untold`,
    [before],
  );
  return found.rows[0] ?? { outbox: 0, first: null, overdue: 0, failing: 0, untold: 0 };
}
