import { Kafka, logLevel } from 'kafkajs';
import { SyncoError, topics, type Topic } from '#libs/contracts';
import type { Bus, Subscription } from '#libs/regulation';
import { adviceOn } from './advice.js';
import { connectCluster, type Cluster } from './cluster.js';
import { readFewHeaders } from './few-headers.js';
import { quietly, type Log } from './logging.js';
import { Publisher } from './publisher.js';
import { asKafkaConfig, type KafkaSecurity } from './security.js';
import { subscribe } from './subscribe.js';
import { pause } from './waiting.js';
import type { Sealer } from './seals/sealer.js';
import { openWriter } from './writer.js';

const again = 500;
const checkMs = 3_000;
const everyTopic: readonly Topic[] = Object.values(topics);

/** How to reach Kafka and what to make there. Times are milliseconds. */
export interface KafkaBusOptions {
  /** host:port of some brokers. */
  brokers: readonly string[];
  clientId: string;
  /** TLS and the user; without it, neither. */
  security?: KafkaSecurity;
  /** Puts a proof of who wrote it beside each record; without it there is none. */
  seal?: Sealer | undefined;
  /** How many partitions a topic gets that does not exist yet. */
  partitions: number;
  /** The most records of one batch; 2 000 unless given. */
  maxRecords?: number;
  /** After how long a call to publish rejects; 10 s unless given. */
  publishWithinMs?: number;
  /** How long the start waits for a Kafka that does not answer yet; 30 s unless given. */
  startWithinMs?: number;
  log: Log;
}

/** Opens the bus on Kafka and makes its topics; rejects with `bus-unavailable` when Kafka cannot be reached. */
export async function kafkaBus(options: KafkaBusOptions): Promise<Bus> {
  const { log } = options;
  readFewHeaders();
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    ...asKafkaConfig(options.security),
    connectionTimeout: 3_000,
    requestTimeout: 8_000,
    logLevel: logLevel.INFO,
    logCreator: quietly(log),
    retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 },
  });
  const cluster = connectCluster(kafka, log);
  const until = Date.now() + (options.startWithinMs ?? 30_000);
  const patiently = <T>(failed: string, attempt: () => Promise<T>) => reach({ ...options, until, failed }, attempt);
  const { id: identity } = await patiently(`No Kafka answers at ${options.brokers.join(', ')}`, () =>
    cluster.describe(),
  );
  // A broker that has only just started may not know yet what it has been told to make.
  let unlike = await patiently('The topics of Kafka could not be made ready', () => prepare(cluster, options));
  const publisher = new Publisher({
    open: () => openWriter(kafka, options.seal),
    withinMs: options.publishWithinMs ?? 10_000,
    log,
  });
  const subscriptions = new Set<Subscription>();
  return {
    publish: (records) => publisher.publish(records),
    subscribe: async (wanted) => {
      const subscription = await subscribe(
        {
          kafka,
          cluster,
          identity,
          log,
          maxRecords: options.maxRecords ?? 2_000,
          ensureTopics: async () => {
            unlike = await prepare(cluster, options);
          },
        },
        wanted,
      );
      subscriptions.add(subscription);
      return subscription;
    },
    check: async () => {
      try {
        const { id, brokers } = await cluster.describe(checkMs);
        return { ok: brokers > 0, detail: [`Kafka ${id}, ${brokers} brokers`, ...unlike].join('; ') };
      } catch (error) {
        return { ok: false, detail: `Kafka does not answer: ${adviceOn(error, options.security).reason}` };
      }
    },
    close: async () => {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await publisher.close();
    },
  };
}

interface Patience extends Pick<KafkaBusOptions, 'brokers' | 'security' | 'log'> {
  until: number;
  failed: string;
}

async function reach<T>({ brokers, security, log, until, failed }: Patience, attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const { reason, lasting } = adviceOn(error, security);
      if (lasting || Date.now() > until) throw new SyncoError('bus-unavailable', `${failed}: ${reason}.`);
      log('warn', 'Waiting for Kafka', { brokers, reason });
      await pause(again);
    }
  }
}

// Makes what is missing, and tells of topics that somebody made with another number of partitions: they are used as they
// are, for changing the number would send a key's next records to another partition than its last.
async function prepare(cluster: Cluster, { partitions, log }: KafkaBusOptions): Promise<string[]> {
  const found = await cluster.ensureTopics(everyTopic, partitions);
  const unlike = [...found].filter(([, count]) => count !== partitions);
  for (const [topic, count] of unlike)
    log('warn', 'A topic has another number of partitions than set', { topic, count, set: partitions });
  return unlike.map(([topic, count]) => `${topic} has ${count} partitions, not ${partitions}`);
}
