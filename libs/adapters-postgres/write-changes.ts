import { Conflict, type AssessmentRow, type Changes, type ObservationRow, receiptKey } from '#libs/regulation';
import type { Client } from './database.js';
import { appendChanges } from './change-feed.js';
import { noteRefused } from './intake.js';
import { writeAlerts } from './write-alerts.js';
import { writeImports } from './import-store.js';
import { writeNotices } from './notice-store.js';
import { noteOnce } from './once.js';
import { appendOutbox } from './outbox.js';
import { assessmentColumns, bulkInsert, figureColumns, observationColumns, runBulk } from './rows.js';

const insertObservations = bulkInsert('observation', observationColumns);
const insertAssessments = bulkInsert('assessment', assessmentColumns);
const current = figureColumns.filter(([, column]) => !['indicator', 'period', 'starts', 'ordinal'].includes(column));
const upsertFigures = bulkInsert(
  'figure',
  figureColumns,
  `on conflict (indicator, starts, period) do update set ${current.map(([, column]) => `${column} = excluded.${column}`).join(', ')}`,
);
const upsertReceipts = bulkInsert(
  'receipt',
  [
    ['id', 'id', 'text'],
    ['state', 'state', 'text'],
    ['indicator', 'indicator', 'text'],
    ['period', 'period', 'text'],
    ['starts', 'starts', 'timestamp'],
    ['revision', 'revision', 'integer'],
    ['code', 'code', 'text'],
    ['message', 'message', 'text'],
    ['at', 'at', 'timestamptz'],
  ],
  `on conflict (id, indicator) do update set state = excluded.state, period = excluded.period,
   starts = excluded.starts, revision = excluded.revision, code = excluded.code, message = excluded.message, at = excluded.at
   where receipt.state <> 'assessed'`,
);
const upsertSnapshots = bulkInsert(
  'filter_snapshot',
  [
    ['indicator', 'indicator', 'text'],
    ['ordinal', 'ordinal', 'bigint'],
    ['first', 'first', 'bigint'],
    ['filter', 'filter', 'text'],
    ['state', 'state', 'text'],
  ],
  'on conflict (indicator, ordinal) do update set first = excluded.first, filter = excluded.filter, state = excluded.state',
);
const upsertTimers = bulkInsert(
  'timer',
  [
    ['kind', 'kind', 'text'],
    ['subject', 'subject', 'text'],
    ['dueAt', 'due_at', 'timestamptz'],
    ['replay', 'replay', 'uuid'],
  ],
  'on conflict (kind, subject) do update set due_at = excluded.due_at, replay = excluded.replay, rests_until = null',
);
/** Writes all that one decision changes; the shared counters (outbox, feed) come last, so that their locks are held least. */
export async function writeChanges(client: Client, changes: Changes): Promise<void> {
  await moveHeads(client, changes.heads);
  await runBulk(client, insertObservations, changes.observations);
  await runBulk(client, upsertFigures, newest(changes.observations));
  await runBulk(client, insertAssessments, changes.assessments.map(flat));
  await writeReceipts(client, changes);
  await noteRefused(client, changes.refused, changes.now);
  await dropStale(client, changes.staleSnapshots);
  await runBulk(client, upsertSnapshots, changes.snapshots);
  await noteOnce(client, changes.once, changes.now);
  await writeAlerts(client, changes.alerts);
  await writeImports(client, changes.imports);
  await writeNotices(client, changes.notices);
  await writeTimers(client, changes.timers);
  await writeReplay(client, changes);
  await appendOutbox(client, changes.outgoing);
  await appendChanges(client, changes.feed);
}

async function moveHeads(client: Client, heads: Changes['heads']): Promise<void> {
  if (heads.length === 0) return;
  const moved = await client.query(
    `update head set sequence = r.sequence from json_to_recordset($1::json) as r(indicator text, sequence bigint)
     where head.indicator = r.indicator and head.sequence = r.sequence - 1`,
    [JSON.stringify(heads)],
  );
  if (moved.rowCount !== heads.length) throw new Conflict('an indicator was assessed by another consumer');
}

function newest(observations: readonly ObservationRow[]): ObservationRow[] {
  return [...new Map(observations.map((row) => [`${row.indicator} ${row.period}`, row])).values()];
}

function flat({ forecast, probabilities, ...row }: AssessmentRow) {
  const { steady, transient, step, slope } = probabilities;
  return { forecastMean: forecast.mean, forecastSd: forecast.sd, steady, transient, step, slopeShare: slope, ...row };
}

async function writeReceipts(client: Client, { receipts, now }: Changes): Promise<void> {
  const rows = [...new Map(receipts.map((receipt) => [receiptKey(receipt), { at: now, ...receipt }])).values()];
  const written = await runBulk(client, upsertReceipts, rows);
  if (written !== rows.length) throw new Conflict('an observation was taken by another consumer');
}

async function dropStale(client: Client, stale: Changes['staleSnapshots']): Promise<void> {
  if (stale.length === 0) return;
  await client.query(
    `delete from filter_snapshot s using json_to_recordset($1::json) as r(indicator text, "from" bigint)
     where s.indicator = r.indicator and s.ordinal >= r."from"`,
    [JSON.stringify(stale)],
  );
}

function key({ kind, subject }: { kind: string; subject: string }): string {
  return `${kind} ${subject}`;
}

async function writeTimers(client: Client, { set, clear }: Changes['timers']): Promise<void> {
  const last = new Map(set.map((timer) => [key(timer), timer]));
  const gone = clear.filter((timer) => !last.has(key(timer)));
  if (gone.length > 0) {
    await client.query(
      'delete from timer using json_to_recordset($1::json) as r(kind text, subject text) where timer.kind = r.kind and timer.subject = r.subject',
      [JSON.stringify(gone)],
    );
  }
  await runBulk(client, upsertTimers, [...last.values()]);
}

async function writeReplay(client: Client, { replay, outgoing }: Changes): Promise<void> {
  if (!replay) return;
  await client.query('update replay set done = done + $2, refused = refused + $3 where id = $1', [
    replay.id,
    replay.done,
    replay.refused,
  ]);
  await client.query('delete from replay_message where replay = $1 and message = any($2::text[])', [
    replay.id,
    replay.landed,
  ]);
  await client.query('insert into replay_message select $1, unnest($2::text[]) on conflict do nothing', [
    replay.id,
    outgoing.map(({ id }) => id),
  ]);
}
