import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Topic } from '#libs/contracts';
import { type BatchHandler, outsideTheLog, PartitionStopped, type Subscription } from '#libs/regulation';
import type { Database } from './database.js';
import { readLog } from './embedded-log.js';
import { leaveGroup, renewLeases, type TopicPartition } from './leases.js';
import type { Wake } from './wake.js';

interface Options {
  group: string;
  topics: readonly Topic[];
  handler: BatchHandler;
  identity: string;
  most: number;
  written: Wake;
  log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

/** A partition as this member reads it: `next` is the offset that the handler last asked for. Times are of the clock that never jumps. */
interface Reading extends TopicPartition {
  next: number;
  end: number;
  retryAt: number;
  failures: number;
}

const renewMs = 2_000;
const longestPauseMs = 5_000;

/** Reads the log until it is stopped. */
export async function subscribe(database: Database, options: Options): Promise<Subscription> {
  const member = new Member(database, options);
  await member.start();
  return { stop: () => member.stop(), stopped: () => member.stopped, lag: () => member.lag() };
}

class Member {
  readonly stopped = new Map<string, string>();
  readonly #name = randomUUID();
  readonly #readings = new Map<string, Reading>();
  readonly #database: Database;
  readonly #options: Options;
  #running: Promise<void> = Promise.resolve();
  #ending = false;
  #renewAt = Number.NEGATIVE_INFINITY;
  #looked = -1;

  constructor(database: Database, options: Options) {
    this.#database = database;
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#renew();
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#ending = true;
    this.#options.written.call();
    await this.#running;
    await leaveGroup(this.#database, this.#options.group, this.#name);
  }

  /** What was written since the ends were looked at counts as one record, so that 0 means that nothing waits. */
  lag(): ReadonlyMap<Topic, number> {
    const unseen = this.#options.written.calls === this.#looked ? 0 : 1;
    const lag = new Map<Topic, number>(this.#options.topics.map((topic) => [topic, unseen]));
    for (const { topic, next, end } of this.#readings.values())
      lag.set(topic, (lag.get(topic) ?? 0) + Math.max(0, end - next));
    return lag;
  }

  async #run(): Promise<void> {
    while (!this.#ending) {
      const seen = this.#options.written.calls;
      let busy = false;
      try {
        if (performance.now() >= this.#renewAt) await this.#renew();
        busy = await this.#round();
      } catch (error) {
        this.#options.log('error', `the log cannot be read: ${messageOf(error)}`);
        await pause(500);
      }
      if (!busy && !this.#ending)
        await this.#options.written.sleep(seen, this.#database.kind === 'embedded' ? 500 : 100);
    }
  }

  /** Hands over one batch of each partition that has records waiting; whether there was any. */
  async #round(): Promise<boolean> {
    let busy = false;
    await this.#lookAtEnds();
    for (const reading of this.#readings.values()) {
      if (
        this.#ending ||
        reading.next >= reading.end ||
        reading.retryAt > performance.now() ||
        this.stopped.has(nameOf(reading))
      )
        continue;
      busy = (await this.#handOver(reading)) || busy;
    }
    return busy;
  }

  async #handOver(reading: Reading): Promise<boolean> {
    const { identity, most, handler, log } = this.#options;
    const batch = await readLog(this.#database.pool, identity, { ...reading, from: reading.next }, most);
    reading.end = batch.logEnd;
    try {
      const { next } = await handler(batch);
      if (next > batch.logEnd) await this.#lookAtEnds();
      if (next > reading.end) throw outsideTheLog({ ...batch, logEnd: reading.end }, next);
      const moved = next !== reading.next;
      reading.next = next;
      reading.failures = 0;
      return moved;
    } catch (error) {
      if (error instanceof PartitionStopped) {
        this.stopped.set(nameOf(reading), error.message);
        log('error', `${nameOf(reading)} is stopped: ${error.message}`);
        return false;
      }
      reading.failures += 1;
      reading.retryAt = performance.now() + Math.min(longestPauseMs, 50 * 2 ** reading.failures);
      log('warn', `${nameOf(reading)} will be handed over again: ${messageOf(error)}`);
      return false;
    }
  }

  async #lookAtEnds(): Promise<void> {
    const seen = this.#options.written.calls;
    const found = await this.#database.pool.query<TopicPartition & { next_offset: number }>(
      'select topic, partition, next_offset from log_partition where topic = any($1::text[])',
      [this.#options.topics],
    );
    for (const row of found.rows) {
      const reading = this.#readings.get(nameOf(row));
      if (reading) reading.end = row.next_offset;
    }
    this.#looked = seen;
  }

  async #renew(): Promise<void> {
    const { group, topics } = this.#options;
    const held = await renewLeases(this.#database, group, this.#name, topics);
    this.#renewAt = performance.now() + renewMs;
    const names = new Set(held.map(nameOf));
    for (const name of this.#readings.keys()) if (!names.has(name)) this.#readings.delete(name);
    for (const place of held) {
      const name = nameOf(place);
      if (!this.#readings.has(name)) this.#readings.set(name, { ...place, next: 0, end: 0, retryAt: 0, failures: 0 });
    }
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
