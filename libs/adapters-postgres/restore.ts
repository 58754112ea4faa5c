import { BackupFault, type Ending, type Heading, parcel, schemaOf, type TableLine, tablesOf } from './backup.js';
import type { Client, Database } from './database.js';

/** These are empty only where nobody has begun. */
const begun = ['organisation', 'account', 'observation', 'log_record'];

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
  let letters = 0;
  let rows = 0;
  for (;;) {
    const line = await nextOf(reading);
    const mark = markOf(line);
    if (mark === null) waiting.push(line);
    letters += line.length;
    if (mark !== null || waiting.length === parcel.rows || letters > parcel.letters) {
      await writeRows(client, table, waiting);
      rows += waiting.length;
      [waiting, letters] = [[], 0];
    }
    if (mark === null) continue;
    if ('end' in mark) {
      if (mark.rows !== rows) throw cutOff();
      return mark;
    }
    if (!tables.includes(mark.table)) throw new BackupFault(`The store has no table "${mark.table}".`);
    table = mark.table;
  }
}

async function writeRows(client: Client, table: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  if (table === '') throw spoilt('its first row belongs to no table');
  const written = await client
    .query(
      `insert into "${table}" overriding system value select * from json_populate_recordset(null::"${table}", $1::json)`,
      [`[${lines.join(',')}]`],
    )
    .catch((error: unknown) => {
      throw isRefusal(error) ? spoilt(`the table "${table}" does not take a row: ${error.message}`) : error;
    });
  if (written.rowCount !== lines.length) throw spoilt(`a line of the table "${table}" is no row`);
}

/** Whether PostgreSQL has refused what it was given: data (22), what they must hold to (23), their form (42). */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(22|23|42)\w{3}$/.test(String(error.code));
}

/** No table of the store has a first column of such a name. */
function markOf(line: string): TableLine | Ending | null {
  if (!line.startsWith('{"table":') && !line.startsWith('{"end":')) return null;
  const read: TableLine | Ending = parsed(line);
  return read;
}

function parsed(line: string) {
  try {
    return JSON.parse(line);
  } catch {
    throw spoilt('a line is no JSON');
  }
}

function spoilt(clause: string): BackupFault {
  return new BackupFault(`The backup was changed after it was written: ${clause}. Take another one.`);
}

function headingOf(line: string): Heading {
  const read: Partial<Heading> = line.startsWith('{"synco":"backup"') ? parsed(line) : {};
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
