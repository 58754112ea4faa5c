import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyFolder } from './empty-folder.js';
import { freePort } from './free-port.js';

const main = fileURLToPath(new URL('../../dist/apps/regulator/main.js', import.meta.url));
const patience = 40_000;

/** A built regulator that runs as a process of its own. */
export interface RunningRegulator {
  /** Its address, such as http://127.0.0.1:41234. */
  address: string;
  dataDir: string;
  /** What it has written so far, for the message of a failed test. */
  output: () => string;
  /** Ends it at once, as a power cut would; its data stay. */
  kill: () => Promise<void>;
  /** Ends it in order and removes its data, unless `keepData`. */
  stop: (options?: { keepData?: boolean }) => Promise<void>;
}

/** Starts the built regulator on a free port, by default with an empty data folder of its own, and waits until it is healthy. */
export async function startRegulator(
  settings: { dataDir?: string; port?: number; environment?: Record<string, string> } = {},
): Promise<RunningRegulator> {
  const dataDir = settings.dataDir ?? (await ownFolder(settings.environment));
  const port = settings.port ?? (await freePort());
  const own = { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ACCESS: 'open' };
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...own, ...settings.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const address = `http://127.0.0.1:${port}`;
  await healthy(address, child, () => output);
  return {
    address,
    dataDir,
    output: () => output,
    kill: () => ended(child, 'SIGKILL'),
    stop: async ({ keepData = false } = {}) => {
      await ended(child, 'SIGTERM');
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty folder; with an empty embedded database in it where there is no other. */
function ownFolder(environment: Record<string, string> = {}): Promise<string> {
  return 'DATABASE_URL' in environment ? mkdtemp(join(tmpdir(), 'synco-data-')) : emptyFolder();
}

/** Applies an organisation document; throws with the server's answer when it is refused. */
export async function applyOrganisation(address: string, document: unknown, as: string): Promise<void> {
  const answer = await fetch(`${address}/api/organisation`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'Synco-As': as },
    body: JSON.stringify(document),
  });
  if (!answer.ok) throw new Error(`The organisation was refused: ${await answer.text()}`);
}

async function healthy(address: string, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The regulator ended by itself (${child.exitCode}):\n${output()}`);
    const answer = await fetch(`${address}/health`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error(`The regulator was not healthy in ${patience} ms:\n${output()}`);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill(signal);
  await over;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
