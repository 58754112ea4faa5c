import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, link, rm } from 'node:fs/promises';
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
    : await openEmbedded(dataDir);
  try {
    if (database.kind === 'postgres') await reachDatabase(() => database.pool.query('select 1'), log);
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

async function backUp(database: Database, to: Writable): Promise<void> {
  await pipeline(Readable.from(ended(backupLines(database, new Date().toISOString()))), createGzip(), to);
}

/** The file is there, under its name, only when it is whole; nobody else reads it, and none is overwritten. */
async function backUpTo(database: Database, path: string): Promise<void> {
  if (path === '-') return backUp(database, process.stdout);
  const part = `${path}.part`;
  try {
    await backUp(database, createWriteStream(part, { mode: 0o600, flush: true }));
    await chmod(part, 0o600);
    await link(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

async function restoreFrom(database: Database, path: string): Promise<number> {
  let rows = 0;
  await pipeline(path === '-' ? process.stdin : createReadStream(path), createGunzip(), async (unpacked) => {
    rows = await restoreLines(database, linesIn(unpacked));
  });
  return rows;
}

/** Split at line feeds alone: a value may hold any other character that ends a line elsewhere. */
async function* linesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

async function main([command, path, ...more]: string[]): Promise<void> {
  if (path === undefined || more.length > 0 || (command !== 'backup' && command !== 'restore'))
    throw new BackupFault(usage);
  const config = readConfig(process.env);
  await withStore(config, async (database) => {
    if (command === 'backup') await backUpTo(database, path);
    else process.stderr.write(`${await restoreFrom(database, path)} rows are back.\n`);
  });
}

/** What a file, or what is in it, is to blame for. */
function ofFile(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '', syscall = '', message }: NodeJS.ErrnoException = error;
  if (code.startsWith('Z_')) return new BackupFault(`This is no whole backup of Synco: ${message}.`);
  const isOfFile = code === 'EEXIST' || ['open', 'link', 'write', 'read'].includes(syscall);
  return isOfFile ? new BackupFault(`The file cannot be used: ${message}.`) : error;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { code, message } = endingOf(ofFile(error));
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
