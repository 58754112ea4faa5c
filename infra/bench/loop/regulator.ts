import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Stack } from './stack.js';

const main = fileURLToPath(new URL('../../../apps/regulator/main.js', import.meta.url));
/** As `npm run regulator` starts it. */
const asShipped = ['--max-semi-space-size=64'];
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
  const child = spawn(process.execPath, [...node, ...asShipped, main], {
    env: { PATH: process.env['PATH'], PORT: String(port), LOG_LEVEL: 'warn', ACCESS: 'open', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
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
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Resolves when so many observations have been taken by all together and nothing waits any more, as seen three times. */
export async function settled(regulators: readonly Regulator[], records: number): Promise<void> {
  const taken = async () => {
    const counts = await Promise.all(regulators.map((regulator) => regulator.taken()));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  while ((await taken()) < records) await pause(100);
  const idle = async () => (await Promise.all(regulators.map((regulator) => regulator.idle()))).every(Boolean);
  for (let calm = 0; calm < 3; calm = (await idle()) ? calm + 1 : 0) await pause(30);
}

async function idle(address: string): Promise<boolean> {
  const health: unknown = await (await fetch(`${address}/health`)).json();
  const text = JSON.stringify(health);
  return text.includes('"0 records wait"') && text.includes('"0 messages wait to be published"');
}
