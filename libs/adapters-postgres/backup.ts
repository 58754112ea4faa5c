import type { Client, Database } from './database.js';

/** What a backup says of itself in its first line. */
interface Heading {
  synco: 'backup';
  form: 1;
  at: string;
  /** The migrations of the schema that it was taken from: another schema does not take it. */
  schema: string[];
}

/** A table's rows follow, one a line. */
interface TableLine {
  table: string;
}

/** The last line: what has no end was cut off. */
interface Ending {
  end: true;
  rows: number;
}

/** What says that a backup cannot be taken or given back, and what to do. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}

/** What belongs to the machine or the moment: who has which partition, open sessions and links (people sign in again), sums that are made anew. */
const leftOut = ['migration', 'log_member', 'log_lease', 'session', 'one_time', 'touched'];
const batch = 1_000;
/** These are empty only where nobody has begun. */
const begun = ['organisation', 'account', 'observation', 'log_record'];

/** The whole store as lines of JSON, all as of one instant; whoever posts meanwhile is not held up. Values stay text, so that none is rounded. */
export async function* backupLines(database: Database, at: string): AsyncGenerator<string> {
  const client = await database.pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const heading: Heading = { synco: 'backup', form: 1, at, schema: await schemaOf(client) };
    yield JSON.stringify(heading);
    let rows = 0;
    for (const table of await tablesOf(client)) {
      yield JSON.stringify({ table } satisfies TableLine);
      await client.query(`declare backup no scroll cursor for select row_to_json(t)::text as row from "${table}" t`);
      for (;;) {
        const found = await client.query<{ row: string }>(`fetch ${batch} from backup`);
        for (const { row } of found.rows) yield row;
        rows += found.rows.length;
        if (found.rows.length < batch) break;
      }
      await client.query('close backup');
    }
    yield JSON.stringify({ end: true, rows } satisfies Ending);
  } finally {
    // Nothing was written; a reader who leaves early ends it too.
    await client.query('rollback');
    client.release();
  }
}

/** Writes a backup into a store that nobody has begun yet; all of it, or nothing. Answers how many rows there were. */
export function restoreLines(database: Database, lines: AsyncIterable<string>): Promise<number> {
  return database.transaction(async (client) => {
    const reading = lines[Symbol.asyncIterator]();
    refuseOther(await schemaOf(client), headingOf(await nextOf(reading)));
    await refuseBegun(client);
    const tables = await tablesOf(client);
    // What the migrations have put there comes with the backup.
    await client.query(`truncate ${tables.map((table) => `"${table}"`).join(', ')} cascade`);
    const ending = await writeTables(client, reading, tables);
    for (const table of tables) await goOnCounting(client, table);
    return ending.rows;
  });
}

async function writeTables(client: Client, reading: AsyncIterator<string>, tables: readonly string[]): Promise<Ending> {
  let table = '';
  let waiting: string[] = [];
  let rows = 0;
  const write = async () => {
    if (waiting.length === 0) return;
    await client.query(
      `insert into "${table}" overriding system value select * from json_populate_recordset(null::"${table}", $1::json)`,
      [`[${waiting.join(',')}]`],
    );
    rows += waiting.length;
    waiting = [];
  };
  for (;;) {
    const line = await nextOf(reading);
    const mark = line.startsWith('{"table":') || line.startsWith('{"end":') ? markOf(line) : null;
    if (mark === null) waiting.push(line);
    if (mark !== null || waiting.length === batch) await write();
    if (mark !== null && 'end' in mark) {
      if (mark.rows !== rows) throw cutOff();
      return mark;
    }
    if (mark === null) continue;
    if (!tables.includes(mark.table)) throw new BackupFault(`The store has no table "${mark.table}".`);
    table = mark.table;
  }
}

/** No table of the store has a first column of such a name. */
function markOf(line: string): TableLine | Ending {
  const read: TableLine | Ending = JSON.parse(line);
  return read;
}

function headingOf(line: string): Heading {
  const read: Partial<Heading> = line.startsWith('{"synco":"backup"') ? JSON.parse(line) : {};
  const { synco, form, at, schema } = read;
  if (synco !== 'backup' || form !== 1 || at === undefined || !Array.isArray(schema))
    throw new BackupFault('This is no backup of Synco, or one of a later form. Give the file that was written by it.');
  return { synco, form, at, schema };
}

async function nextOf(reading: AsyncIterator<string>): Promise<string> {
  const next = await reading.next();
  if (next.done) throw cutOff();
  return next.value;
}

function cutOff(): BackupFault {
  return new BackupFault('The backup is cut off: its end is missing. Take another one.');
}

function refuseOther(own: readonly string[], { schema, at }: Heading): void {
  const missing = schema.filter((name) => !own.includes(name));
  const further = own.filter((name) => !schema.includes(name));
  if (missing.length + further.length === 0) return;
  const which = missing.length > 0 ? 'newer' : 'older';
  throw new BackupFault(
    `The backup of ${at} is of ${which === 'newer' ? 'a newer' : 'an older'} version (${[...missing, ...further].join(', ')}). Give it back with the version that has written it, then upgrade.`,
  );
}

async function refuseBegun(client: Client): Promise<void> {
  for (const table of begun) {
    if ((await client.query(`select from "${table}" limit 1`)).rowCount === 0) continue;
    throw new BackupFault('There is something in the store already. Give a backup back into an empty one.');
  }
}

async function schemaOf(client: Client): Promise<string[]> {
  const found = await client.query<{ name: string }>(
    "select name from migration where name like 'schema/%' order by name",
  );
  return found.rows.map(({ name }) => name);
}

/** All tables that are backed up, those first to which others refer. */
async function tablesOf(client: Client): Promise<string[]> {
  const found = await client.query<{ name: string; refers: string[] }>(
    `select c.relname as name, array(
       select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
       where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as refers
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> all($1::text[])
     order by c.relname`,
    [leftOut],
  );
  const sorted: string[] = [];
  const place = (name: string) => {
    if (sorted.includes(name)) return;
    for (const other of found.rows.find((row) => row.name === name)?.refers ?? []) place(other);
    sorted.push(name);
  };
  for (const { name } of found.rows) place(name);
  return sorted;
}

/** Lets what is numbered by the database go on behind the highest number. */
async function goOnCounting(client: Client, table: string): Promise<void> {
  const found = await client.query<{ column: string }>(
    `select column_name as column from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'YES'`,
    [table],
  );
  for (const { column } of found.rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce((select max("${column}") from "${table}"), 0) + 1, false)`,
      [table, column],
    );
}
