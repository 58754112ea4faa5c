import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { macSealer, newNodeKeyPair, nodeSealer, type Sealer } from '#libs/adapters-kafka';
import { NodeList, type Refused, type Topic, topics } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import kafkajs, { Kafka, logLevel, type Producer } from 'kafkajs';
import { z } from 'zod';
import { until } from '../kit/bus-reader.js';
import { ask, found } from '../kit/founding.js';
import { freePort } from '../kit/free-port.js';
import { type KafkaBroker, startKafka } from '../kit/kafka.js';
import { writeLz4 } from '../kit/lz4.js';
import { type RunningNode, startNode } from '../kit/node.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { weaversAndDyers } from '../kit/weavers-and-dyers.js';

const { CompressionTypes } = kafkajs;
const patience = 120_000;
const synco = fileURLToPath(new URL('../../dist/apps/workplace/main.js', import.meta.url));
const run = promisify(execFile);
const Kept = z.object({ node: z.string(), privateKey: z.string() });
const recordKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const old = recordKey('old');
let folder: string;
let broker: KafkaBroker;
let regulator: RunningRegulator;
let node: RunningNode;
let producer: Producer;
let bearer = '';
let first: z.infer<typeof Kept>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-records-'));
  broker = await startKafka();
  await start(old);
  bearer = (await found(regulator, weaversAndDyers, 'weavers')).ines;
  producer = new Kafka({ brokers: broker.brokers, logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
}, patience);

afterAll(async () => {
  await node?.stop();
  await producer?.disconnect();
  await regulator?.stop();
  await broker?.remove();
  await rm(folder, { recursive: true, force: true });
}, patience);

async function start(recordKeys: string): Promise<void> {
  const environment = { KAFKA_BROKERS: broker.brokers.join(','), ACCESS: 'accounts', RECORD_KEYS: recordKeys };
  regulator = await startRegulator({ ...(regulator && { dataDir: regulator.dataDir }), environment });
}

function call(method: string, path: string, body?: object): Promise<unknown> {
  return ask({ address: regulator.address, bearer }, method, path, body);
}

async function enrol(): Promise<z.infer<typeof Kept>> {
  const data = join(folder, 'node');
  const env = { PATH: process.env['PATH'], SYNCO_SERVER: regulator.address, SYNCO_KEY: bearer };
  await run(process.execPath, [synco, 'agent', 'enrol', '--data', data, '--unit', 'weavers', '--indicators', 'cloth'], {
    env,
  });
  return Kept.parse(JSON.parse(await readFile(join(data, 'record-key.json'), 'utf8')));
}

const figure = (indicator = 'cloth', more: object = {}) => ({
  id: randomUUID(),
  indicator,
  period: '2026-11-20',
  value: 12,
  postedAt: '2026-11-20T16:00:00Z',
  ...more,
});

/** Writes a record as anybody can who may write to the topic. */
async function write(
  body: ReturnType<typeof figure>,
  seal: Sealer | null,
  topic: Topic = topics.observations,
  compression = CompressionTypes.None,
) {
  const record = { topic, key: body.indicator, id: body.id, value: JSON.stringify(body) };
  const headers = { id: body.id, ...seal?.(record, Buffer.from(record.value)) };
  await producer.send({ topic, compression, messages: [{ key: record.key, value: record.value, headers }] });
  return body.id;
}

async function allListed(): Promise<Refused[]> {
  return ((await call('GET', 'refused?limit=1000')) as { refused: Refused[] }).refused;
}

async function codesOf(ids: readonly string[]): Promise<string[]> {
  const refused = await allListed();
  return ids.map((id) => refused.find(({ messageId }) => messageId === id)?.code ?? 'none');
}

async function allRefused(ids: readonly string[]): Promise<string[]> {
  await until('all were looked at', async () => !(await codesOf(ids)).includes('none'), patience);
  return codesOf(ids);
}

async function taken(id: string): Promise<void> {
  const state = async () => z.object({ state: z.string() }).parse(await call('GET', `observations/${id}`)).state;
  await until('it was taken', async () => (await state().catch(() => '')) === 'assessed', patience);
}

async function repeated(): Promise<number> {
  const headers = { authorization: `Bearer ${bearer}` };
  const text = await (await fetch(`${regulator.address}/metrics`, { headers })).text();
  return Number(/^synco_repeated_total (\d+)/m.exec(text)?.[1]);
}

describe('records on Kafka, where people sign in', () => {
  test(
    'are taken from a node that was enrolled, and from the regulators themselves',
    async () => {
      first = await enrol();
      node = await startNode(await freePort(), ['--data', join(folder, 'node'), '--kafka', broker.brokers.join(',')]);
      const [overKafka, overHttp] = [figure(), figure()];
      expect(await node.post({ observations: [overKafka] })).toMatchObject({ status: 202 });
      await taken(overKafka.id);
      await call('POST', 'observations', { observations: [overHttp] });
      await taken(overHttp.id);
    },
    patience,
  );

  test(
    'are refused unsigned, forged and foreign, each with its code, and those behind them are taken',
    async () => {
      const mine = nodeSealer(first.node, first.privateKey);
      const ids = [
        await write(figure(), null),
        await write(figure(), macSealer({ id: 'old', secret: randomBytes(32) })),
        await write(figure(), nodeSealer(first.node, newNodeKeyPair().privateKey)),
        await write(figure(), nodeSealer(randomUUID(), first.privateKey)),
        await write(figure(), (record) => mine(record, Buffer.from('{"value":1}'))),
        await write(figure(), (record, value) => ({ ...mine(record, value), 'key-id': 'a\0b' })),
        await write(figure(), (record, value) => ({ ...mine(record, value), node: '\0' })),
        await write(figure('waste'), mine),
        await write(figure('cloth', { settle: true }), mine, topics.rollUps),
        await write(figure('cloth', { settle: true }), null, topics.rollUps),
      ];
      const [unsigned, forged, foreign] = ['record-unsigned', 'record-forged', 'record-foreign'];
      const sixForged = Array.from({ length: 6 }, () => forged);
      const codes = [unsigned, ...sixForged, foreign, foreign, unsigned];
      await write(figure('dye'), mine);
      await taken(await write(figure(), mine));
      expect(await allRefused(ids)).toEqual(codes);
      // The id of what was meant for another unit is that unit's own.
      const isDye = ({ excerpt }: Refused) => excerpt.includes('"dye"');
      await until('the last was looked at', async () => (await allListed()).some(isDye), patience);
      expect((await allListed()).find(isDye)).toMatchObject({ code: foreign, messageId: null });
    },
    patience,
  );

  test(
    'with headers of all kinds, or packed in a way that nobody here reads, hold up none behind them',
    async () => {
      const mine = nodeSealer(first.node, first.privateKey);
      const nothing: Sealer = () => ({ seal: '', node: '', 'key-id': '' });
      const crowd: Sealer = () => Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`h${n}`, '']));
      const twice: Sealer = (record, value) =>
        Object.assign({}, mine(record, value), { seal: [Buffer.alloc(64), mine(record, value)['seal']] });
      const lz4 = writeLz4();
      const ids = [
        await write(figure(), nothing, topics.observations, lz4),
        await write(figure(), crowd),
        await write(figure(), twice),
      ];
      for (const packed of [lz4, CompressionTypes.GZIP])
        await taken(await write(figure(), mine, topics.observations, packed));
      expect(await allRefused(ids)).toEqual(['record-unsigned', 'record-unsigned', 'record-forged']);
    },
    patience,
  );

  test(
    'that come again as they were are counted, and not taken again',
    async () => {
      const mine = nodeSealer(first.node, first.privateKey);
      const [once, before] = [figure(), await repeated()];
      await write(once, mine);
      await taken(once.id);
      await write(once, mine);
      await until('it was counted', async () => (await repeated()) > before, patience);
      expect(await repeated()).toBe(before + 1);
    },
    patience,
  );

  test(
    'are signed with a further key before the first is revoked, and never with that one after',
    async () => {
      const second = await enrol();
      expect(second.node).toBe(first.node);
      const keys = [first, second].map(({ privateKey }) => nodeSealer(first.node, privateKey));
      for (const seal of keys) await taken(await write(figure(), seal));
      const { nodes } = NodeList.parse(await call('GET', 'units/weavers/nodes'));
      const [, oldest] = nodes[0]?.keys ?? [];
      await call('POST', `nodes/${first.node}/keys/${oldest?.id}/revoke`);
      expect(await allRefused([await write(figure(), keys[0] ?? null)])).toEqual(['record-forged']);
      await taken(await write(figure(), keys[1] ?? null));
    },
    patience,
  );

  test(
    'are known by the key that the regulators had before, too, after they were given a new one',
    async () => {
      await regulator.stop({ keepData: true });
      const [id = '', secret = ''] = old.split(':');
      const waiting = await write(figure(), macSealer({ id, secret: Buffer.from(secret, 'base64') }));
      await start(`${recordKey('new')},${old}`);
      await taken(waiting);
      const overHttp = figure();
      await call('POST', 'observations', { observations: [overHttp] });
      await taken(overHttp.id);
      expect(await codesOf([waiting, overHttp.id])).toEqual(['none', 'none']);
    },
    patience,
  );
});
