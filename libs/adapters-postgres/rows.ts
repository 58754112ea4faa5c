import type { Queryable } from './database.js';

/** Columns of a bulk insert: the row's property, the column, its SQL type. */
export type Columns = readonly (readonly [property: string, column: string, type: string])[];

/** SQL that inserts a JSON array of rows in one statement; the array is parameter $1. */
export function bulkInsert(table: string, columns: Columns, conflict = ''): string {
  const names = columns.map(([, column]) => `"${column}"`).join(', ');
  const record = columns.map(([property, , type]) => `"${property}" ${type}`).join(', ');
  const values = columns.map(([property]) => `r."${property}"`).join(', ');
  return `insert into ${table} (${names}) select ${values} from json_to_recordset($1::json) as r(${record}) ${conflict}`;
}

/** Runs a bulk statement, or nothing for no rows. */
export async function runBulk(client: Queryable, sql: string, rows: readonly unknown[]): Promise<number> {
  if (rows.length === 0) return 0;
  const done = await client.query(sql, [storable(JSON.stringify(rows))]);
  return done.rowCount ?? 0;
}

/** A zero byte or half a surrogate pair, escaped in JSON, is more than PostgreSQL can hold as text: it is stored as U+FFFD. */
function storable(json: string): string {
  if (!json.includes('\\u')) return json;
  return json.replaceAll(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd');
}

const aboutPeriod: Columns = [
  ['indicator', 'indicator', 'text'],
  ['period', 'period', 'text'],
  ['starts', 'starts', 'timestamp'],
  ['ordinal', 'ordinal', 'bigint'],
];

const aboutFigure: Columns = [
  ...aboutPeriod,
  ['revision', 'revision', 'integer'],
  ['value', 'value', 'double precision'],
  ['comparable', 'comparable', 'double precision'],
  ['coverage', 'coverage', 'double precision'],
  ['settled', 'settled', 'boolean'],
  ['actuality', 'actuality', 'double precision'],
  ['capability', 'capability', 'double precision'],
  ['potentiality', 'potentiality', 'double precision'],
];

export const figureColumns = aboutFigure;

export const observationColumns: Columns = [
  ...aboutFigure,
  ['id', 'id', 'text'],
  ['n', 'n', 'integer'],
  ['note', 'note', 'text'],
  ['by', 'posted_by', 'text'],
  ['postedAt', 'posted_at', 'timestamptz'],
  ['knownFrom', 'known_from', 'timestamptz'],
  ['replayed', 'replayed', 'boolean'],
];

export const assessmentColumns: Columns = [
  ...aboutPeriod,
  ['sequence', 'sequence', 'bigint'],
  ['knownFrom', 'known_from', 'timestamptz'],
  ['forecastMean', 'forecast_mean', 'double precision'],
  ['forecastSd', 'forecast_sd', 'double precision'],
  ['level', 'level', 'double precision'],
  ['levelSd', 'level_sd', 'double precision'],
  ['slope', 'slope', 'double precision'],
  ['steady', 'p_steady', 'double precision'],
  ['transient', 'p_transient', 'double precision'],
  ['step', 'p_step', 'double precision'],
  ['slopeShare', 'p_slope', 'double precision'],
  ['score', 'score', 'double precision'],
  ['deviation', 'deviation', 'jsonb'],
];

export const refusedColumns: Columns = [
  ['at', 'at', 'timestamptz'],
  ['topic', 'topic', 'text'],
  ['partition', 'partition', 'integer'],
  ['offset', 'offset', 'bigint'],
  ['messageId', 'message_id', 'text'],
  ['code', 'code', 'text'],
  ['message', 'message', 'text'],
  ['excerpt', 'excerpt', 'text'],
];

/** The select list that reads columns back under their properties. */
export function selectList(columns: Columns, alias: string): string {
  return columns.map(([property, column]) => `${alias}."${column}" as "${property}"`).join(', ');
}
