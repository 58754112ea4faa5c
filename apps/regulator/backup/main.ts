import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import {
  backupLines,
  BackupFault,
  type Database,
  migrate,
  openEmbedded,
  openPostgres,
  restoreLines,
} from '#libs/adapters-postgres';
import { pino } from 'pino';
import { readConfig, type Config } from '../config.js';
import { endingOf } from '../ending.js';
import { reachDatabase } from '../reach-database.js';

const usage = 'Say npm run backup -- FILE, or npm run restore -- FILE; - is the standard output, or input.';
const log = pino({ level: 'warn' }, pino.destination(2));

/** Opens the store that the settings name, and closes it again. */
async function withStore<T>({ databaseUrl, dataDir }: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const database = databaseUrl
    ? await openPostgres(databaseUrl, (message) => log.warn(message))
    : await openEmbedded(dataDir, (message) => log.warn(message));
  try {
    if (database.kind === 'postgres') await reachDatabase(() => database.pool.query('select 1'), log);
    return await work(database);
  } finally {
    await database.close();
  }
}

/** What is to be backed up, in words; throws where it is not there: a folder or a database that was named by mistake makes no backup. */
async function storeOf({ databaseUrl, dataDir }: Config, database?: Database): Promise<string> {
  const name = databaseUrl ? 'the database' : `the folder ${dataDir}`;
  const isThere = database
    ? (await database.pool.query("select where to_regclass('public.migration') is not null")).rowCount === 1
    : databaseUrl !== null || existsSync(join(dataDir, 'pglite'));
  if (!isThere) throw new BackupFault(`There is no store of Synco in ${name}. Name another one by the settings.`);
  return name;
}

/** Writes all lines; answers how many rows there were. */
async function backUp(database: Database, to: Writable): Promise<number> {
  let last = '';
  const lines = async function* (): AsyncGenerator<string> {
    for await (const line of backupLines(database, new Date().toISOString())) {
      last = line;
      yield `${line}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createGzip(), to);
  return Number(/"rows":(\d+)/.exec(last)?.[1]);
}

/** The file is there, under its name, only when it is whole; nobody else reads it, and none is overwritten. */
async function backUpTo(database: Database, path: string): Promise<number> {
  if (path === '-') return backUp(database, process.stdout);
  if (existsSync(path)) throw new BackupFault(`The file cannot be used: ${path} is there already.`);
  const part = `${path}.${randomUUID()}.part`;
  try {
    const rows = await backUp(database, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
    await giveName(part, path);
    return rows;
  } finally {
    await rm(part, { force: true });
  }
}

/** Where it has no name yet. Not every memory stick has links. */
async function giveName(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
    await (await open(path, 'wx', 0o600)).close();
    await rename(part, path);
  }
}

async function restoreFrom(database: Database, path: string): Promise<number> {
  let rows = 0;
  await pipeline(path === '-' ? process.stdin : createReadStream(path), createGunzip(), async (unpacked) => {
    rows = await restoreLines(database, linesIn(unpacked));
  });
  return rows;
}

/** No row has more letters: a photo, and a document of an organisation, have some millions. */
const longestLine = 64_000_000;

/** Split at line feeds alone: a value may hold any other character that ends a line elsewhere. */
async function* linesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let line: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const [more = '', ...others] = decoder.write(chunk).split('\n');
    line.push(more);
    length += more.length;
    if (length > longestLine) throw new BackupFault('This is no backup of Synco: none has lines so long.');
    for (const next of others) {
      yield line.join('');
      [line, length] = [[next], next.length];
    }
  }
}

async function main([command, path, ...more]: string[]): Promise<void> {
  if (path === undefined || more.length > 0 || (command !== 'backup' && command !== 'restore'))
    throw new BackupFault(usage);
  if (command === 'backup' && path === '-' && sharesOutput(process.env))
    throw new BackupFault('npm would write its own lines into the backup. Say npm run --silent backup -- - > FILE');
  const config = readConfig(process.env);
  if (command === 'backup') await storeOf(config);
  const said = await withStore(config, async (database) => {
    // The schema is left as it is: an older regulator may be using it.
    if (command === 'backup') {
      const name = await storeOf(config, database);
      return `${await backUpTo(database, path)} rows of ${name} are in the backup.`;
    }
    await migrate(database);
    return `${await restoreFrom(database, path)} rows are back.`;
  });
  process.stderr.write(`${said}\n`);
}

/** Whether npm has started this, and writes to the standard output too. */
function sharesOutput({ npm_lifecycle_event: byNpm, npm_config_loglevel: said }: NodeJS.ProcessEnv): boolean {
  return byNpm !== undefined && said !== 'silent';
}

/** What a file, or what is in it, is to blame for. */
function ofFile(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '', syscall = '', message }: NodeJS.ErrnoException = error;
  if (code.startsWith('Z_')) return new BackupFault(`This is no whole backup of Synco: ${message}.`);
  const isOfFile = code === 'EEXIST' || ['open', 'link', 'rename', 'write', 'read'].includes(syscall);
  return isOfFile ? new BackupFault(`The file cannot be used: ${message}.`) : error;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { code, message } = endingOf(ofFile(error));
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
