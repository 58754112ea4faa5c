import type { Client, Database } from './database.js';

/** What a backup says of itself in its first line. */
export interface Heading {
  synco: 'backup';
  form: 1;
  at: string;
  /** The migrations of the schema that it was taken from: another schema does not take it. */
  schema: string[];
}

/** A table's rows follow, one a line. */
export interface TableLine {
  table: string;
}

/** The last line: what has no end was cut off. */
export interface Ending {
  end: true;
  rows: number;
}

/** What says that a backup cannot be taken or given back, and what to do. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}

/** What belongs to the machine or the moment: who has which partition, open sessions and links (people sign in again), sums that are made anew. */
const leftOut = ['migration', 'log_member', 'log_lease', 'session', 'one_time', 'touched'];
/** So many rows at a time, and about so many letters: a photo alone may have millions. */
export const parcel = { rows: 1_000, letters: 1_000_000 };

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
      for (let size = 1; ;) {
        const found = await client.query<{ row: string }>(`fetch ${size} from backup`);
        for (const { row } of found.rows) yield row;
        rows += found.rows.length;
        if (found.rows.length < size) break;
        const letters = found.rows.reduce((sum, { row }) => sum + row.length, 0);
        size = letters < parcel.letters ? Math.min(parcel.rows, size * 2) : Math.ceil(size / 2);
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

export async function schemaOf(client: Client): Promise<string[]> {
  const found = await client.query<{ name: string }>(
    "select name from migration where name like 'schema/%' order by name",
  );
  return found.rows.map(({ name }) => name);
}

/** All tables that are backed up, those first to which others refer. */
export async function tablesOf(client: Client): Promise<string[]> {
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
