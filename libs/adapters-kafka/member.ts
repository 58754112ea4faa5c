import type { Consumer, ConsumerGroupJoinEvent, Kafka } from 'kafkajs';
import type { Topic } from '#libs/contracts';
import type { Bounds, Cluster } from './cluster.js';
import { handOver, type HandOver } from './hand-over.js';
import { reasonOf, type Log } from './logging.js';
import type { Place, Places } from './places.js';
import { pause } from './waiting.js';

// How long the partitions of a member that vanished without a word lie still.
const sessionTimeout = 10_000;
// Also how long a fetch waits for records, and therefore what a seek, a resume and a stop wait for.
const maxWaitTimeInMs = 250;
const shortest = 200;
const longest = 10_000;

/** One life of a consumer in its group, from joining to a crash or a stop. */
export interface Member {
  leave(): Promise<void>;
}

/** What a member needs; `identify` notes the cluster's id, `crashed` is called once when kafkajs has given up. */
export interface MemberOptions extends Omit<HandOver, 'hold' | 'cluster'> {
  kafka: Kafka;
  cluster: Cluster;
  group: string;
  topics: readonly Topic[];
  atOnce: number;
  identify(id: string): void;
  crashed(error: Error): void;
}

/** Joins the group. Rejects when Kafka cannot be reached. */
export async function joinGroup(options: MemberOptions): Promise<Member> {
  const consumer = options.kafka.consumer({
    groupId: options.group,
    sessionTimeout,
    maxWaitTimeInMs,
    allowAutoTopicCreation: false,
    // A crash is answered by a new member, in one place, whatever kafkajs thinks of its cause.
    retry: { retries: 4, initialRetryTime: 200, maxRetryTime: 2_000, restartOnFailure: () => Promise.resolve(false) },
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => options.crashed(payload.error));
  consumer.on(consumer.events.GROUP_JOIN, (event) => joined(consumer, options, event));
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    const to: HandOver = { ...options, hold: (place, until) => hold(consumer, options.places, { place, until }) };
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: options.atOnce,
      eachBatch: (payload) => handOver(to, payload),
    });
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
  return { leave: () => leave(consumer, options.log) };
}

// kafkajs tells of a new assignment only here, before its next fetch: everything is paused until its bounds are known.
function joined(consumer: Consumer, options: MemberOptions, { payload }: ConsumerGroupJoinEvent) {
  const assignment = options.topics.map((topic) => ({ topic, partitions: payload.memberAssignment[topic] ?? [] }));
  const places = options.places.assign(assignment);
  consumer.pause(assignment);
  void place(consumer, options, places);
}

// Every partition starts at the log's start, where one record asks the handler for its position: what Kafka has as the
// group's offset may be ahead of a store that was restored or renewed.
async function place(consumer: Consumer, options: MemberOptions, places: readonly Place[]) {
  while (places.some((place) => options.places.isCurrent(place)) && !options.ended()) {
    try {
      options.identify((await options.cluster.describe()).id);
      const bounds = new Map(
        await Promise.all(options.topics.map(async (topic) => [topic, await options.cluster.bounds(topic)] as const)),
      );
      for (const place of places) {
        if (!options.places.isCurrent(place) || !knows(options, place, bounds)) continue;
        place.position = place.logStart;
        consumer.seek({ topic: place.topic, partition: place.partition, offset: String(place.logStart) });
        resume(consumer, place);
      }
      return;
    } catch (error) {
      options.log('warn', 'Kafka does not tell the bounds of the log', { reason: reasonOf(error) });
      await pause(1_000);
    }
  }
}

// A log that has become shorter is not read: its partition stays paused until somebody has looked.
function knows(options: MemberOptions, place: Place, bounds: ReadonlyMap<Topic, ReadonlyMap<number, Bounds>>): boolean {
  const { topic, partition } = place;
  try {
    const found = bounds.get(topic)?.get(partition);
    if (found) options.places.bound(options.bus(), place, found);
    return true;
  } catch (error) {
    const reason = reasonOf(error);
    options.log('error', 'A partition was stopped', { topic, partition, reason });
    options.places.stop(place, reason);
    return false;
  }
}

function hold(consumer: Consumer, places: Places, { place, until }: { place: Place; until: 'ever' | 'later' }) {
  consumer.pause([{ topic: place.topic, partitions: [place.partition] }]);
  if (until === 'ever') return;
  const ms = Math.min(shortest * 2 ** place.refusals, longest);
  setTimeout(() => {
    if (places.isCurrent(place)) resume(consumer, place);
  }, ms).unref();
}

function resume(consumer: Consumer, { topic, partition }: Place) {
  try {
    consumer.resume([{ topic, partitions: [partition] }]);
  } catch {
    // The consumer has ended meanwhile; its successor gets its partitions by joining.
  }
}

async function leave(consumer: Consumer, log: Log) {
  try {
    await consumer.disconnect();
  } catch (error) {
    log('warn', 'The group was left without a word', { reason: reasonOf(error) });
  }
}
