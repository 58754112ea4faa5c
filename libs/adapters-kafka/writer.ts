import kafkajs, { type Kafka, type Message } from 'kafkajs';
import type { OutgoingRecord } from '#libs/regulation';
import type { Sealer } from './seals/sealer.js';

// Node finds only some of the names of this CommonJS package; its errors are not among them.
const { KafkaJSNonRetriableError, KafkaJSProtocolError, Partitioners } = kafkajs;

const tooLarge: ReadonlySet<string> = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** How an attempt to write ended; every other end is a rejection and means that nothing is known. */
export type Written = 'written' | 'too-large';

/** One idempotent producer, for as long as it has not failed. */
export interface Writer {
  /** Writes the records in their order. Never call it again before it has settled, nor after it has rejected. */
  write(records: readonly OutgoingRecord[]): Promise<Written>;
  /** Lets go of the producer; what it is still retrying is given up at its next try. */
  abandon(): Promise<void>;
}

/**
 * A fresh producer. A producer that has failed must be replaced: kafkajs takes back the sequence numbers of all partitions
 * of a failed request, also of those that were written, and the broker would take other records for repetitions.
 */
export function openWriter(kafka: Kafka, seal: Sealer | undefined): Writer {
  const state = { abandoned: false, used: new Set<string>() };
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: () => watchedPartitioner(state),
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 1_000 },
  });
  let connected: Promise<void> | undefined;
  return {
    write: async (records) => {
      connected ??= producer.connect();
      await connected;
      state.used.clear();
      try {
        const answers = await producer.sendBatch({ acks: -1, topicMessages: byTopic(records, seal) });
        confirm(state.used, new Set(answers.map(({ topicName, partition }) => `${topicName}/${partition}`)));
        return 'written';
      } catch (error) {
        if (isTooLarge(error)) return 'too-large';
        throw error;
      }
    },
    abandon: async () => {
      state.abandoned = true;
      await producer.disconnect().catch(() => undefined);
    },
  };
}

// The same partition as Java clients choose; it also notes which partitions are used, and ends the tries of an abandoned producer.
function watchedPartitioner(state: { abandoned: boolean; used: Set<string> }) {
  const choose = Partitioners.DefaultPartitioner();
  return (args: Parameters<typeof choose>[0]) => {
    if (state.abandoned) throw new KafkaJSNonRetriableError('This producer was given up');
    const partition = choose(args);
    state.used.add(`${args.topic}/${partition}`);
    return partition;
  };
}

// When a leader moves during its retries kafkajs can leave a partition out and still report success.
function confirm(used: ReadonlySet<string>, acknowledged: ReadonlySet<string>) {
  const silent = [...used].filter((partition) => !acknowledged.has(partition));
  if (silent.length > 0) throw new Error(`Not acknowledged: ${silent.join(', ')}`);
}

function byTopic(records: readonly OutgoingRecord[], seal: Sealer | undefined) {
  const messages = new Map<string, Message[]>();
  for (const record of records) {
    const { topic, key, id } = record;
    const list = messages.get(topic) ?? [];
    const value = Buffer.from(record.value, 'utf8');
    list.push({ key, value, headers: { id, ...seal?.(record, value) } });
    messages.set(topic, list);
  }
  return [...messages].map(([topic, list]) => ({ topic, messages: list }));
}

function isTooLarge(error: unknown): boolean {
  if (error instanceof KafkaJSProtocolError && tooLarge.has(error.type)) return true;
  return error instanceof Error && error.cause !== undefined && isTooLarge(error.cause);
}
