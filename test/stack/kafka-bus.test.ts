import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import kafkajs, { Kafka, logLevel, type Admin } from 'kafkajs';
import { kafkaBus, type KafkaBusOptions } from '#libs/adapters-kafka';
import { topics } from '#libs/contracts';
import type { Bus } from '#libs/regulation';
import { busContract } from '../kit/bus-contract.js';
import { numbered, numbersOf, read, Store, until } from '../kit/bus-reader.js';
import { startKafka, type KafkaBroker } from '../kit/kafka.js';

const { ConfigResourceTypes } = kafkajs;
jest.setTimeout(120_000);

const partitions = 4;
let broker: KafkaBroker;
let kafka: Kafka;
let admin: Admin;
let lines: string[] = [];

beforeAll(async () => {
  broker = await startKafka();
  kafka = new Kafka({ clientId: 'test', brokers: broker.brokers, logLevel: logLevel.NOTHING });
  admin = kafka.admin();
  await admin.connect();
});

afterAll(async () => {
  await admin?.disconnect();
  await broker?.remove();
});

function log(level: string, message: string, extra: Record<string, unknown>) {
  lines.push(`${level} ${message} ${JSON.stringify(extra)}`);
}

function open(more: Partial<KafkaBusOptions> = {}): Promise<Bus> {
  return kafkaBus({ brokers: broker.brokers, clientId: 'synco-test', partitions, log, ...more });
}

async function emptied(): Promise<void> {
  lines = [];
  const existing = (await admin.listTopics()).filter((name) => name.startsWith('synco.'));
  if (existing.length > 0) await admin.deleteTopics({ topics: existing });
  await until('the topics are gone', async () => !(await admin.listTopics()).some((name) => name.startsWith('synco.')));
}

async function make() {
  await emptied();
  const bus = await open();
  const opened = [bus];
  return {
    bus,
    second: async () => {
      const another = await open();
      opened.push(another);
      return another;
    },
    close: async () => {
      await Promise.all(opened.map((bus) => bus.close()));
    },
  };
}

busContract('Kafka', make);

describe('the bus on Kafka', () => {
  test('passes on records without key, id or value, and bytes that are no text', async () => {
    const { bus, close } = await make();
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({
      topic: topics.observations,
      messages: [
        { key: null, value: null, partition: 0 },
        { key: 'looms', value: Buffer.from([0xff, 0x7b]), headers: { id: ['x', 'y'] }, partition: 0 },
      ],
    });
    await producer.disconnect();
    const store = new Store();
    await read(bus, { store, group: 'g', topics: [topics.observations] });
    await until('both arrived', () => store.taken.length === 2);
    expect(store.taken).toMatchObject([
      { key: null, id: null, value: null },
      { key: 'looms', id: 'x', value: '\uFFFD{' },
    ]);
    await close();
  });

  test('writes more at once than one batch of Kafka holds, in order, and refuses only what no batch can hold', async () => {
    const { bus, close } = await make();
    const heavy = numbered(topics.observations, 'looms', { count: 40 }).map((record) => ({
      ...record,
      value: JSON.stringify({ n: 0, pad: 'x'.repeat(100_000) }),
    }));
    const huge = { topic: topics.observations, key: 'looms', id: 'huge', value: 'x'.repeat(2_000_000) };
    const [written, refused] = await Promise.allSettled([bus.publish(heavy), bus.publish([huge])]);
    expect(written.status).toBe('fulfilled');
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'body-too-large' } });
    await bus.publish(numbered(topics.observations, 'looms', { from: 40 }));
    const store = new Store();
    await read(bus, { store, group: 'g', topics: [topics.observations] });
    await until('all arrived', () => store.taken.length === 41);
    expect(store.taken.map(({ id }) => id)).toEqual(Array.from({ length: 41 }, (_, n) => `looms-${n}`));
    await close();
  });

  test('a broker that goes away is told in time, and nothing is lost when it comes back', async () => {
    const { close } = await make();
    const bus = await open({ publishWithinMs: 10_000 });
    const store = new Store();
    const subscription = await read(bus, { store, group: 'g', topics: [topics.observations] });
    await bus.publish(numbered(topics.observations, 'looms', { count: 50 }));
    await until('the first arrived', () => store.taken.length === 50);
    await broker.stop();
    const began = Date.now();
    const away = bus.publish(numbered(topics.observations, 'looms', { from: 50 }));
    await expect(away).rejects.toMatchObject({ code: 'bus-unavailable' });
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(await bus.check()).toMatchObject({ ok: false });
    await broker.start();
    await until('Kafka is back', async () => (await bus.check()).ok);
    await bus.publish(numbered(topics.observations, 'looms', { from: 51, count: 50 }));
    await until('the rest arrived', () => numbersOf(store.taken, 'looms').includes(100));
    const found = numbersOf(store.taken, 'looms');
    // What was rejected may have been written all the same: that is what "not known" means.
    expect(found.filter((n) => n !== 50)).toEqual(Array.from({ length: 101 }, (_, n) => n).filter((n) => n !== 50));
    expect(subscription.stopped().size).toBe(0);
    await bus.close();
    await close();
  });

  test('a stored position beyond the end of the log stops the partition', async () => {
    const { bus, close } = await make();
    await bus.publish(numbered(topics.observations, 'looms', { count: 3 }));
    const subscription = await bus.subscribe({
      group: 'g',
      topics: [topics.observations],
      handler: () => Promise.resolve({ next: 1_000 }),
    });
    await until('it is told', () => subscription.stopped().size === 1);
    expect([...subscription.stopped().values()][0]).toContain('holds offsets 0 to 3, but 1000 is to be read next');
    await close();
  });

  test('a topic that somebody made with another number of partitions is used and reported', async () => {
    await emptied();
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: topics.rollUps, numPartitions: 7 }] });
    const bus = await open();
    expect(lines.some((line) => line.startsWith('warn') && line.includes(topics.rollUps))).toBe(true);
    expect(await bus.check()).toMatchObject({ ok: true, detail: expect.stringContaining('has 7 partitions, not 4') });
    await bus.publish(numbered(topics.rollUps, 'looms', {}));
    await bus.close();
  });

  test('a topic that was made before holds nothing compressed from now on, and keeps what else was set for it', async () => {
    await emptied();
    const set = { name: 'retention.ms', value: '987654321' };
    await admin.createTopics({
      topics: [{ topic: topics.observations, numPartitions: partitions, configEntries: [set] }],
    });
    const bus = await open();
    const found = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topics.observations }],
    });
    const entries = found.resources[0]?.configEntries ?? [];
    const valueOf = (name: string) => entries.find(({ configName }) => configName === name)?.configValue;
    expect([valueOf('compression.type'), valueOf(set.name)]).toEqual(['uncompressed', set.value]);
    await bus.close();
  });

  test('no Kafka at the address: the start ends with a sentence that names it', async () => {
    const bus = kafkaBus({
      brokers: ['127.0.0.1:1'],
      clientId: 'x',
      partitions,
      startWithinMs: 0,
      log: () => undefined,
    });
    await expect(bus).rejects.toMatchObject({
      code: 'bus-unavailable',
      message: expect.stringContaining('127.0.0.1:1'),
    });
  });

  test('a broker that finds its port taken by another one ends, and does not take that one for itself', async () => {
    const port = Number(broker.brokers[0]?.split(':')[1]);
    await expect(startKafka({}, port)).rejects.toThrow('Address already in use');
  });
});
