import { type AlertRow, Conflict } from '#libs/regulation';
import type { Client } from './database.js';
import { writeInboxes } from './inbox.js';
import { type Bulk, bulkInsert, type Columns, runBulk } from './rows.js';

/** What an alert's row says of it, and changes with it. */
const changing: Columns = [
  ['sequence', 'sequence', 'integer'],
  ['unit', 'unit', 'text'],
  ['heldBy', 'held_by', 'text'],
  ['reached', 'reached', 'jsonb'],
  ['state', 'state', 'text'],
  ['climbsAt', 'climbs_at', 'timestamptz'],
  ['closedAt', 'closed_at', 'timestamptz'],
  ['body', 'body', 'jsonb'],
  ['under', 'under', 'text'],
];
const lasting: Columns = [
  ['id', 'id', 'text'],
  ['indicator', 'indicator', 'text'],
  ['sign', 'sign', 'text'],
  ['openedAt', 'opened_at', 'timestamptz'],
  ['onset', 'onset', 'bigint'],
  ['replay', 'replay', 'uuid'],
];
const insertAlerts = inserting([...lasting, ...changing]);
const updateAlerts = updating([['id', 'id', 'text'], ['before', 'before', 'integer'], ...changing]);
const insertEvents = bulkInsert('alert_event', [
  ['alert', 'alert', 'text'],
  ['sequence', 'sequence', 'integer'],
  ['at', 'at', 'timestamptz'],
  ['happening', 'happening', 'jsonb'],
]);

/** Writes alerts with their new events. Each goes on from the sequence that it was read with, or nothing is written at all. */
export async function writeAlerts(client: Client, rows: readonly AlertRow[]): Promise<void> {
  const alerts = joined(rows);
  const stored = alerts.map(storedAs);
  const raised = stored.filter(({ before }) => before === 0);
  const known = stored.filter(({ before }) => before > 0);
  await runBulk(client, insertAlerts, raised);
  if ((await runBulk(client, updateAlerts, known)) !== known.length)
    throw new Conflict('an alert has gone on without us');
  await writeInboxes(client, alerts);
  await runBulk(
    client,
    insertEvents,
    rows.flatMap(({ events }) => events),
  );
}

/** One row an alert, with all its new events. */
function joined(rows: readonly AlertRow[]): AlertRow[] {
  const byId = new Map<string, AlertRow>();
  for (const row of rows) {
    const { id } = row.alert;
    byId.set(id, { ...row, events: [...(byId.get(id)?.events ?? []), ...row.events] });
  }
  return [...byId.values()];
}

function storedAs({ alert, events, reached, onset, replay }: AlertRow) {
  const { id, sequence, indicator, sign, state, openedAt, climbsAt, closedAt } = alert;
  const unit = alert.path[0]?.unit ?? '';
  const heldBy = alert.path[alert.level]?.unit ?? unit;
  const under = alert.about.kind === 'question' ? alert.about.of : (alert.under?.alert ?? null);
  const own = { id, sequence, indicator, sign, state, openedAt, climbsAt, closedAt };
  return { ...own, unit, heldBy, reached, under, onset, replay, body: alert, before: sequence - events.length };
}

function inserting(columns: Columns): Bulk {
  const names = columns.map(([, column]) => column).join(', ');
  return {
    text: `insert into alert (${names}) select ${columns.map(read).join(', ')} from ${rowsOf(columns)}`,
    columns,
  };
}

function updating(columns: Columns): Bulk {
  const set = changing.map((column) => `${column[1]} = ${read(column)}`).join(', ');
  return {
    text: `update alert set ${set} from ${rowsOf(columns)} where alert.id = r.id and alert.sequence = r.before`,
    columns,
  };
}

/** A list of texts is handed over as JSON: an array of arrays would be read as one. */
function read([, column]: Columns[number]): string {
  return column === 'reached' ? 'array(select jsonb_array_elements_text(r.reached))' : `r.${column}`;
}

function rowsOf(columns: Columns): string {
  const arrays = columns.map(([, , type], index) => `$${index + 1}::${type}[]`).join(', ');
  return `unnest(${arrays}) as r(${columns.map(([, column]) => column).join(', ')})`;
}
