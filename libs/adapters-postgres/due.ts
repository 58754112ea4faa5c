import { type Clock, clockKinds, type DueAlert, type KnownAlert, type Timer } from '#libs/regulation';
import type { Client, Database } from './database.js';

// What is due is read along an index in the order in which it is due. Names of kinds stand in the statements themselves: only so can
// PostgreSQL use an index that leaves some out.

const timer = 't.kind, t.subject, t.due_at as "dueAt", t.replay';
const inOrder = 'order by t.due_at, t.subject, t.kind';
const clocks = `(${clockKinds.map((kind) => `'${kind}'`).join(', ')})`;

/** Timers that are due: live ones, or those of one replay. */
export async function dueTimers(
  { pool }: Database,
  now: string,
  replay: string | null,
  limit: number,
): Promise<Timer[]> {
  const found = await pool.query<Timer>(
    `select ${timer} from timer t where t.due_at <= $1 and ${replay === null ? 't.replay is null' : 't.replay = $3'} ${inOrder} limit $2`,
    replay === null ? [now, limit] : [now, limit, replay],
  );
  return found.rows;
}

/** Live timers that are due and are fired one by one. */
export async function dueSingly({ pool }: Database, now: string, limit: number): Promise<Timer[]> {
  const found = await pool.query<Timer>(
    `select ${timer} from timer t where t.replay is null and (t.kind not in ${clocks} or t.rests_until is not null)
       and t.due_at <= $1 and (t.rests_until is null or t.rests_until <= $1) ${inOrder} limit $2`,
    [now, limit],
  );
  return found.rows;
}

/** Lets a timer rest. */
export async function letRest({ pool }: Database, { kind, subject }: Timer, until: string): Promise<void> {
  await pool.query('update timer set rests_until = $3 where kind = $1 and subject = $2', [kind, subject, until]);
}

/** Clocks of live alerts that are due, with their alerts, those locked that nobody else has locked; and clocks of none. */
export async function claimAlerts(client: Client, now: string, limit: number): Promise<DueAlert[]> {
  const due = `t.kind in ${clocks} and t.replay is null and t.due_at <= $1 and t.rests_until is null`;
  const found = await client.query<Clock & KnownAlert & { of: string | null }>(
    `select ${timer}, a.body as alert, a.onset, a.replay as of from timer t join alert a on a.id = t.subject
     where ${due} ${inOrder} limit $2 for update of a skip locked`,
    [now, limit],
  );
  const claimed: DueAlert[] = found.rows.map(({ alert, onset, of, ...own }) => ({
    timer: own,
    known: { alert, onset, replay: of },
  }));
  if (claimed.length === limit) return claimed;
  const lost = await client.query<Clock>(
    `select ${timer} from timer t where ${due} and not exists (select from alert a where a.id = t.subject) ${inOrder} limit $2`,
    [now, limit - claimed.length],
  );
  return [...claimed, ...lost.rows.map((own) => ({ timer: own, known: null }))];
}

/** Of these timers the ones that stand, locked where nobody else has locked them. */
export async function claimTimers(client: Client, timers: readonly Timer[]): Promise<Timer[]> {
  const found = await client.query<Timer>(
    `select ${timer} from json_to_recordset($1::json) as r(kind text, subject text)
     join timer t on t.kind = r.kind and t.subject = r.subject ${inOrder} for update of t skip locked`,
    [JSON.stringify(timers)],
  );
  return found.rows;
}

/**
 * Whether a timer stands and nobody else is at it. Its row is not locked: whoever acts on an alert locks that first, and would wait for
 * the timer.
 */
export async function claim(client: Client, { kind, subject }: Timer): Promise<boolean> {
  const found = await client.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(7305418, hashtext($1 || ' ' || $2))
       and exists (select from timer where kind = $1 and subject = $2) as mine`,
    [kind, subject],
  );
  return found.rows[0]?.mine ?? false;
}
