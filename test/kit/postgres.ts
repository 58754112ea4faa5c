import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port.js';

const bin = '/usr/lib/postgresql/15/bin';
const startMs = 30_000;
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** A real PostgreSQL 15 on a free port of 127.0.0.1, with its data in a temporary folder. */
export interface PostgresServer {
  url: string;
  /** The process that all its others are children of. */
  pid(): number;
  /** Ends it, whatever its clients are doing, and starts it again on the same data. */
  restart(): Promise<void>;
  /** Ends it, whatever its clients are doing; restart() goes on with its data. */
  halt(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Who owns a server; with a file of a password everybody must give one. */
export interface ServerOwner {
  user: string;
  passwordFile?: string;
}

/** Starts a PostgreSQL of its own and resolves once it answers; tests need no durability, `own` settings may ask for it. */
export async function startPostgres(
  own: Record<string, string> = {},
  owned: ServerOwner = { user: 'synco' },
): Promise<PostgresServer> {
  if (!existsSync(join(bin, 'initdb'))) {
    throw new Error(`These tests need PostgreSQL 15 in ${bin}, which is not installed: apt-get install postgresql-15`);
  }
  const owner = serverUser();
  const folder = await mkdtemp(join(tmpdir(), 'synco-postgres-'));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  initialise(data, owner, owned);
  const port = await freePort();
  const url = addressOf(port, owned);
  const set = { ...settings, ...own, port: String(port) };
  let server = launch(data, set, owner);
  const stop = async () => {
    await end(server.child);
    await rm(folder, { recursive: true, force: true });
  };
  const restart = async () => {
    await end(server.child);
    server = launch(data, set, owner);
    await answers(url, server);
  };
  try {
    await answers(url, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: () => server.child.pid ?? 0, restart, halt: () => end(server.child), stop };
}

interface Owner {
  uid: number;
  gid: number;
}

// PostgreSQL refuses to run as root: there the user that its package has made is used.
function serverUser(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: idOfPostgres('-u'), gid: idOfPostgres('-g') };
}

function idOfPostgres(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
}

function addressOf(port: number, { user, passwordFile }: ServerOwner): string {
  const password = passwordFile === undefined ? '' : `:${readFileSync(passwordFile, 'utf8').trim()}`;
  return `postgres://${user}${password}@127.0.0.1:${port}/postgres`;
}

function initialise(data: string, owner: Owner | undefined, { user, passwordFile }: ServerOwner) {
  const auth = passwordFile === undefined ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const args = ['-D', data, '-U', user, ...auth, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  const done = spawnSync(join(bin, 'initdb'), args, { ...owner, cwd: tmpdir(), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`PostgreSQL could not prepare its folder:\n${done.stdout}${done.stderr}`);
}

function launch(data: string, set: Record<string, string>, owner: Owner | undefined) {
  const options = Object.entries(set).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...options], {
    ...owner,
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + String(chunk)).slice(-10_000);
  });
  return { child, said: () => said };
}

async function answers(url: string, { child, said }: { child: ChildProcess; said: () => string }): Promise<void> {
  const until = Date.now() + startMs;
  while (!(await connects(url))) {
    if (hasEnded(child) || Date.now() > until) throw new Error(`PostgreSQL did not start:\n${said()}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

async function connects(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

// SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await gone;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
