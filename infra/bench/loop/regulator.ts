import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Stack } from './stack.js';

const main = fileURLToPath(new URL('../../../apps/regulator/main.js', import.meta.url));
const patienceMs = 60_000;

/** A built regulator as a process of its own. */
export interface Regulator {
  address: string;
  pid: number;
  /** How many observations it has taken since its start. */
  taken(): Promise<number>;
  /** Whether nothing waits any more: neither records nor messages of the outbox. */
  idle(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts a regulator over a stack and resolves once it answers. `node` are arguments of node itself, a profiler's for example. */
export async function startRegulator({ environment }: Stack, node: readonly string[] = []): Promise<Regulator> {
  const port = 8_500 + Math.floor(Math.random() * 1_400);
  const child = spawn(
    process.execPath,
    [...node, ...(process.env['BENCH_NODE'] ?? '').split(' ').filter(Boolean), main],
    {
      env: { PATH: process.env['PATH'], PORT: String(port), LOG_LEVEL: 'warn', ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const address = `http://127.0.0.1:${port}`;
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await fetch(`${address}/metrics`).catch(() => null);
    if (answer?.ok) break;
    if (child.exitCode !== null || Date.now() > until) throw new Error('The regulator did not come up.');
    await pause(25);
  }
  return {
    address,
    pid: child.pid ?? 0,
    taken: async () => {
      const text = await (await fetch(`${address}/metrics`)).text();
      return Number(/^synco_records_total\{topic="synco.observations"\} (\d+)/m.exec(text)?.[1] ?? 0);
    },
    idle: () => idle(address),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function idle(address: string): Promise<boolean> {
  const health: unknown = await (await fetch(`${address}/health`)).json();
  const text = JSON.stringify(health);
  return text.includes('"0 records wait"') && text.includes('"0 messages wait to be published"');
}
