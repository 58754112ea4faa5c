import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../kit/free-port.js';
import { killChildren } from './children.js';
import { readTopics } from './kafka-records.js';
import { Proxy } from './proxy.js';
import type { BusRecord } from './stage.js';

const script = fileURLToPath(new URL('../../infra/kafka/broker.mjs', import.meta.url));
const identity = new Set(['meta.properties', 'bootstrap.checkpoint']);

/** A broker behind a proxy, for faults of both; clients know the proxy's address only. */
export class KafkaUnderFault {
  /** What lay on logs that were thrown away. */
  readonly kept: BusRecord[] = [];
  #child: ChildProcess | undefined;

  private constructor(
    readonly proxy: Proxy,
    private readonly port: number,
    private data: string,
  ) {}

  /** Starts one with an empty log. */
  static async start(): Promise<KafkaUnderFault> {
    const port = await freePort();
    const proxy = await Proxy.before(port);
    const kafka = new KafkaUnderFault(proxy, port, await mkdtemp(join(tmpdir(), 'synco-faults-kafka-')));
    await kafka.start();
    return kafka;
  }

  get address(): string {
    return `127.0.0.1:${this.proxy.port}`;
  }

  /** Starts it on the data that are there, and resolves once it answers. */
  async start(): Promise<void> {
    const args = ['start', '--port', String(this.port), '--advertise', String(this.proxy.port), '--data', this.data];
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said = (said + String(chunk)).slice(-20_000);
        if (said.includes('Kafka answers on')) resolve();
      });
      child.once('exit', () => reject(new Error(`The Kafka broker did not start:\n${said}`)));
    });
  }

  /** Ends it in order. */
  stop(): Promise<void> {
    return this.#end(() => this.#child?.kill('SIGTERM'));
  }

  /** Ends it at once: the broker is a child of the script that has started it. */
  kill(): Promise<void> {
    return this.#end(() => killChildren(this.#child?.pid));
  }

  /** Throws its log away: as another cluster, or under the same cluster id. It must have been stopped. */
  async empty({ sameCluster }: { sameCluster: boolean }): Promise<void> {
    if (!sameCluster) {
      await rm(this.data, { recursive: true, force: true });
      this.data = await mkdtemp(join(tmpdir(), 'synco-faults-kafka-'));
      return;
    }
    const log = join(this.data, 'log');
    for (const name of await readdir(log))
      if (!identity.has(name)) await rm(join(log, name), { recursive: true, force: true });
  }

  /** Keeps what lies on the log, for the check after it has been thrown away. */
  async keep(): Promise<void> {
    this.kept.push(...(await readTopics(this.address)));
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.proxy.close();
    await rm(this.data, { recursive: true, force: true });
  }

  async #end(by: () => unknown): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    by();
    await gone;
  }
}
