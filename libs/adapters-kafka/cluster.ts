import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import type { Topic } from '#libs/contracts';
import { reasonOf, type Log } from './logging.js';
import { within } from './waiting.js';

// Node finds only some of the names of this CommonJS package.
const { ConfigResourceTypes, ConfigSource } = kafkajs;

const answerMs = 8_000;

/** Bounds of one partition: the oldest offset held, and the one that the next record will get. */
export interface Bounds {
  logStart: number;
  logEnd: number;
}

/** What the adapter asks of a Kafka cluster besides reading and writing; every call uses a connection of its own. */
export interface Cluster {
  /** The cluster's id and how many brokers it has. */
  describe(withinMs?: number): Promise<{ id: string; brokers: number }>;
  /** Creates the topics that are missing, and answers how many partitions each has. */
  ensureTopics(topics: readonly Topic[], partitions: number): Promise<Map<Topic, number>>;
  /** The bounds of every partition of a topic. */
  bounds(topic: Topic): Promise<Map<number, Bounds>>;
}

/** The administrative side of a cluster. */
export function connectCluster(kafka: Kafka, log: Log): Cluster {
  const ask = <T>(question: (admin: Admin) => Promise<T>, ms = answerMs) =>
    within(ms, withAdmin(kafka, question), `Kafka did not answer within ${ms / 1000} s`);
  return {
    describe: (withinMs) =>
      ask(async (admin) => {
        const { clusterId, brokers } = await admin.describeCluster();
        return { id: clusterId, brokers: brokers.length };
      }, withinMs),
    ensureTopics: (topics, partitions) =>
      ask(async (admin) => {
        await createMissing(admin, { topics, partitions, log });
        await holdPlain(admin, topics, log);
        const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
        return new Map(
          topics.map((topic) => [topic, found.find(({ name }) => name === topic)?.partitions.length ?? 0]),
        );
      }),
    bounds: (topic) =>
      ask(async (admin) => {
        const offsets = await admin.fetchTopicOffsets(topic);
        return new Map(
          offsets.map(({ partition, low, high }) => [partition, { logStart: Number(low), logEnd: Number(high) }]),
        );
      }),
  };
}

async function createMissing(admin: Admin, wanted: { topics: readonly Topic[]; partitions: number; log: Log }) {
  const existing = new Set(await admin.listTopics());
  const missing = wanted.topics.filter((topic) => !existing.has(topic));
  if (missing.length === 0) return;
  wanted.log('info', 'Creating topics', { topics: missing, partitions: wanted.partitions });
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map((topic) => ({
      topic,
      numPartitions: wanted.partitions,
      configEntries: [
        // The log is kept until an operator decides otherwise: a regulator that was away for long must find everything.
        { name: 'retention.ms', value: '-1' },
        // The broker stamps its records: it would refuse those of a sender whose clock is more than an hour ahead of its own.
        { name: 'message.timestamp.type', value: 'LogAppendTime' },
        plain,
      ],
    })),
  });
}

/**
 * What was compressed by whom, the broker stores as it is: kafkajs knows one way of it only, and a single record in another would end
 * its readers again and again; or, unpacked, fill their memory.
 */
const plain = { name: 'compression.type', value: 'uncompressed' };

/** Sees to it that topics that are older than this rule, or that somebody else has made, hold nothing compressed from now on. */
async function holdPlain(admin: Admin, topics: readonly Topic[], log: Log) {
  try {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
    });
    const packed = resources.filter(({ configEntries }) =>
      configEntries.some(({ configName, configValue }) => configName === plain.name && configValue !== plain.value),
    );
    if (packed.length === 0) return;
    log('info', 'Topics are set to hold nothing compressed', {
      topics: packed.map(({ resourceName }) => resourceName),
    });
    // What is not named again goes back to the broker's own.
    await admin.alterConfigs({
      validateOnly: false,
      resources: packed.map(({ resourceName, configEntries }) => ({
        type: ConfigResourceTypes.TOPIC,
        name: resourceName,
        configEntries: [
          ...configEntries
            .filter(
              ({ configSource, configName }) => configSource === ConfigSource.TOPIC_CONFIG && configName !== plain.name,
            )
            .map(({ configName, configValue }) => ({ name: configName, value: configValue })),
          plain,
        ],
      })),
    });
  } catch (error) {
    // A node may write, and change nothing; whoever keeps the broker may have seen to it there.
    log('debug', 'It is not known how topics are compressed', { reason: reasonOf(error) });
  }
}

async function withAdmin<T>(kafka: Kafka, question: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin({ retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 } });
  try {
    await admin.connect();
    return await question(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
