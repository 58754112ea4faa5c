import { Kafka, logLevel } from 'kafkajs';
import { topics } from '#libs/contracts';
import type { BusRecord } from './stage.js';

const readMs = 120_000;

function client(address: string): Kafka {
  return new Kafka({ clientId: 'synco-faults', brokers: [address], logLevel: logLevel.NOTHING });
}

/** The cluster's id. */
export async function clusterOf(address: string): Promise<string> {
  const admin = client(address).admin();
  await admin.connect();
  try {
    return (await admin.describeCluster()).clusterId;
  } finally {
    await admin.disconnect();
  }
}

/** The offset that each partition's next record will get, by topic/partition. */
export async function endsOf(address: string): Promise<Map<string, number>> {
  const admin = client(address).admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const ends = new Map<string, number>();
    for (const topic of Object.values(topics).filter((name) => there.has(name))) {
      for (const { partition, high } of await admin.fetchTopicOffsets(topic))
        ends.set(`${topic}/${partition}`, Number(high));
    }
    return ends;
  } finally {
    await admin.disconnect();
  }
}

/** Reads all topics from their beginning to their end, with a client and a group of its own. */
export async function readTopics(address: string): Promise<BusRecord[]> {
  const ends = await endsOf(address);
  const source = await clusterOf(address);
  const awaited = new Set([...ends].flatMap(([place, end]) => (end > 0 ? [place] : [])));
  const records: BusRecord[] = [];
  if (awaited.size === 0) return records;
  const consumer = client(address).consumer({ groupId: `faults-${Date.now()}-${process.pid}` });
  await consumer.connect();
  try {
    await consumer.subscribe({
      topics: [...new Set([...ends.keys()].map((place) => place.split('/')[0] ?? ''))],
      fromBeginning: true,
    });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Kafka did not give ${[...awaited].join(', ')}`)), readMs);
      const eachMessage = ({ topic, partition, message }: Incoming) => {
        const offset = Number(message.offset);
        const value = message.value?.toString() ?? '';
        records.push({ source, topic, partition, offset, key: message.key?.toString() ?? null, value });
        const place = `${topic}/${partition}`;
        if (offset + 1 >= (ends.get(place) ?? 0)) awaited.delete(place);
        if (awaited.size === 0) {
          clearTimeout(late);
          resolve();
        }
        return Promise.resolve();
      };
      consumer.run({ eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return records.toSorted((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition || a.offset - b.offset);
}

interface Incoming {
  topic: string;
  partition: number;
  message: { offset: string; key: Buffer | null; value: Buffer | null };
}
