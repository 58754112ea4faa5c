import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './bus-reader.js';

const main = fileURLToPath(new URL('../../dist/apps/workplace/main.js', import.meta.url));

/** A workplace's node (`synco agent`) that runs as a process of its own. */
export interface RunningNode {
  url: string;
  /** What it has told its unit, a line each. */
  told(): string;
  /** What it has logged. */
  log(): string;
  write(line: string): void;
  post(body: unknown): Promise<{ status: number; body: unknown }>;
  waiting(): Promise<number>;
  /** The version of the organisation that it knows. */
  organisation(): Promise<number | null>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `synco agent` with these arguments, and waits until it takes posts on the port. With `blocks` no file of its may have more. */
export async function startNode(port: number, args: readonly string[], blocks?: number): Promise<RunningNode> {
  const command = [process.execPath, main, 'agent', '--port', String(port), '--stdin', ...args];
  const limited = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...command];
  const [program = '', ...rest] = blocks === undefined ? command : limited;
  const child = spawn(program, rest, {
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [told, log] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stdin.on('error', () => undefined);
  const url = `http://127.0.0.1:${port}`;
  const status = async () => {
    if (child.exitCode !== null) throw new Error(`The node ended by itself (${child.exitCode}):\n${log}`);
    return fetch(`${url}/status`).then(
      (answer) => answer.json() as Promise<{ waiting: number; organisation: number | null }>,
      () => null,
    );
  };
  await until('the node answers', async () => (await status()) !== null, 30_000);
  return {
    url,
    told: () => told,
    log: () => log,
    write: (line) => void child.stdin.write(`${line}\n`),
    post: async (body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/observations`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, body: await answer.json() };
    },
    waiting: async () => (await status())?.waiting ?? Number.NaN,
    organisation: async () => (await status())?.organisation ?? null,
    kill: () => ended(child, 'SIGKILL'),
    stop: () => ended(child, 'SIGTERM'),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
