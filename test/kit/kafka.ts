import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';

const script = fileURLToPath(new URL('../../infra/kafka/broker.mjs', import.meta.url));
const answersOn = /Kafka answers on (127\.0\.0\.1:\d+)/;

/** A real Kafka broker on a free port of 127.0.0.1, with its data in a temporary folder. */
export interface KafkaBroker {
  brokers: string[];
  /** The file of the authority to trust (PEM), where the broker speaks TLS. */
  caFile: string;
  /** Ends the broker and keeps its data. */
  stop(): Promise<void>;
  /** Starts it again at the same address with the same data. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts a broker and resolves once it answers; the first time on a machine Maven fetches it. With `users` (name → password)
 * it asks for TLS and SCRAM; whom its clients are to trust is in `ca`. It takes the port that is wanted, or a free one.
 */
export async function startKafka(users: Record<string, string> = {}, wanted?: number): Promise<KafkaBroker> {
  const data = await mkdtemp(join(tmpdir(), 'synco-kafka-'));
  const port = wanted ?? (await freePort());
  let { child, address } = await launch(port, { data, users });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  return {
    brokers: [address],
    caFile: join(data, 'tls', 'ca.pem'),
    stop,
    start: async () => {
      ({ child, address } = await launch(port, { data, users }));
    },
    remove: async () => {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function launch(
  port: number,
  { data, users }: { data: string; users: Record<string, string> },
): Promise<{ child: ChildProcess; address: string }> {
  const known = Object.entries(users).flatMap(([name, password]) => ['--user', `${name}:${password}`]);
  const child = spawn(process.execPath, [script, 'start', '--port', String(port), '--data', data, ...known], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + String(chunk)).slice(-20_000);
      const found = answersOn.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The Kafka broker did not start:\n${said}`)));
  });
  return { child, address };
}
