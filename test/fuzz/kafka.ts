import { randomBytes, randomUUID } from 'node:crypto';
import { macSealer, newNodeKeyPair, nodeSealer, type Sealer } from '#libs/adapters-kafka';
import { errorCatalogue, type Refused, type Topic, topics } from '#libs/contracts';
import kafkajs, { type IHeaders, Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { z } from 'zod';
import { sleep, until } from '../kit/bus-reader.js';
import { Chance } from '../kit/chance.js';
import { type Asker, ask, found } from '../kit/founding.js';
import { startKafka } from '../kit/kafka.js';
import { writeLz4 } from '../kit/lz4.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { anyBytes, anyText, spoil, spoilOne } from './spoil.js';
import { blame, count, newTally, type Order, type Tally } from './tally.js';
import { works } from './works.js';

const { CompressionTypes } = kafkajs;
/** How batches are packed, in turn: the last so that kafkajs cannot read it. */
const ways = [CompressionTypes.None, CompressionTypes.GZIP, writeLz4()];
const batch = 500;
/** In bytes. */
const largestParcel = 900_000;
/** So long the regulator may take for what was written, in ms an input and at least. */
const patience = { each: 5, least: 60_000 };

/** Who seals what is thrown: the regulators' own key, so that it is read; an enrolled node; keys of nobody; nobody at all. */
interface Seals {
  regulators: Sealer;
  node: Sealer;
  forged: Sealer[];
}

/** Throws records at the topics of a real broker that a regulator reads: sealed and unsealed, spoilt, oversized, hostile, and bytes. */
export async function fuzzKafka({ inputs, seed }: Order): Promise<Tally> {
  const tally = newTally('kafka');
  const secret = randomBytes(32);
  const broker = await startKafka();
  let regulator: RunningRegulator | null = null;
  let producer: Producer | null = null;
  try {
    regulator = await startRegulator({
      environment: {
        KAFKA_BROKERS: broker.brokers.join(','),
        ACCESS: 'accounts',
        RECORD_KEYS: `own:${secret.toString('base64')}`,
        LOG_LEVEL: 'error',
      },
    });
    const keys = await found(regulator, works, 'weavers');
    const ines = { address: regulator.address, bearer: keys.ines };
    const pair = newNodeKeyPair();
    const node = randomUUID();
    await ask(ines, 'POST', 'units/weavers/nodes', { id: node, name: 'Loom', publicKey: pair.publicKey });
    const seals = {
      regulators: macSealer({ id: 'own', secret }),
      node: nodeSealer(node, pair.privateKey),
      forged: [
        macSealer({ id: 'own', secret: randomBytes(32) }),
        macSealer({ id: 'other', secret: randomBytes(32) }),
        nodeSealer(node, newNodeKeyPair().privateKey),
        nodeSealer(randomUUID(), pair.privateKey),
      ],
    };
    producer = new Kafka({ brokers: broker.brokers, logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const started = performance.now();
    for (let n = 0; n < inputs; n += batch) {
      const thrown = Array.from({ length: Math.min(batch, inputs - n) }, (_, more) =>
        thrownBy(new Chance(seed * 4_000_037 + n + more), seals),
      );
      for (const topic of [topics.observations, topics.rollUps])
        for (const messages of parcels(thrown.filter((one) => one.topic === topic)))
          await producer.send({
            topic,
            messages,
            compression: ways[(n / batch) % ways.length] ?? CompressionTypes.None,
          });
      for (const { kind } of thrown) count(tally, kind);
    }
    await goesOn(ines, inputs, tally);
    tally.seconds = (performance.now() - started) / 1_000;
    await look(ines, tally);
  } catch (error) {
    blame(tally, `${String(error)}\n${regulator?.output().slice(-8_000) ?? ''}`);
  } finally {
    await producer?.disconnect();
    await regulator?.stop();
    await broker.remove();
  }
  return tally;
}

/** A broker takes a megabyte at a time. */
function parcels(thrown: readonly { message: Message }[]): Message[][] {
  const all: Message[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const { message } of thrown) {
    const own = (message.value?.length ?? 0) + 600 + 10 * Object.keys(message.headers ?? {}).length;
    size += own;
    if (size > largestParcel) {
      all.push([]);
      size = own;
    }
    all.at(-1)?.push(message);
  }
  return all;
}

function thrownBy(chance: Chance, seals: Seals): { topic: Topic; kind: string; message: Message } {
  const topic = chance.oneOf([topics.observations, topics.observations, topics.rollUps]);
  const id = chance.happens(0.9) ? randomUUID() : anyText(chance);
  const value = valueFor(topic, id, chance);
  const key = chance.happens(0.8) ? chance.oneOf(['cloth', 'dye', 'waste']) : anyText(chance);
  const [kind, seal] = sealFor(chance, seals);
  const record = { topic, key, id, value: value.toString() };
  const headers = { ...(chance.happens(0.97) && { id }), ...seal?.(record, value) };
  const spoilt = chance.happens(0.15) ? spoiltHeaders(headers, chance) : headers;
  return {
    topic,
    kind,
    message: { key: chance.happens(0.98) ? key : null, value: chance.happens(0.99) ? value : null, headers: spoilt },
  };
}

/** One exchanged, emptied (of all, in some ways of packing), or there twice; or a crowd of others before them. */
function spoiltHeaders(headers: IHeaders, chance: Chance): IHeaders {
  const name = chance.oneOf(['seal', 'key-id', 'node', 'id']);
  if (chance.happens(0.005))
    return { ...Object.fromEntries(Array.from({ length: 40_000 }, (_, n) => [`h${n}`, ''])), ...headers };
  return { ...headers, [name]: chance.oneOf([anyText(chance), '', [anyText(chance), name]]) };
}

function sealFor(chance: Chance, { regulators, node, forged }: Seals): [string, Sealer | null] {
  const share = chance.next();
  if (share < 0.6) return ['sealed', regulators];
  if (share < 0.75) return ['signed', node];
  return share < 0.9 ? ['forged', chance.oneOf(forged)] : ['unsigned', null];
}

function valueFor(topic: Topic, id: string, chance: Chance): Buffer {
  if (chance.happens(0.05)) return Buffer.from(anyBytes(chance, 3_000));
  if (chance.happens(0.01)) return Buffer.from('['.repeat(20_000) + ']'.repeat(20_000));
  if (chance.happens(0.005)) return Buffer.from(JSON.stringify({ id, note: 'x'.repeat(700_000) }));
  const period = `2026-${String(1 + chance.below(10)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`;
  const indicator = chance.oneOf(['cloth', 'dye', 'waste']);
  const figure = { id, indicator, period, value: chance.between(0, 500), note: 'n', postedAt: '2026-11-20T16:00:00Z' };
  const sample = topic === topics.rollUps ? { id, indicator, period, settle: chance.happens(0.5) } : figure;
  const text = JSON.stringify(
    chance.happens(0.2) ? sample : chance.happens(0.5) ? spoilOne(sample, chance) : spoil(sample, chance),
  );
  return Buffer.from(chance.happens(0.05) ? text.slice(0, chance.below(text.length)) : text);
}

/** All that was thrown has been looked at when figures behind it, on every partition that it lies on, are taken. */
async function goesOn(ines: Asker, inputs: number, tally: Tally): Promise<void> {
  const within = Math.max(patience.least, patience.each * inputs);
  const ids = ['cloth', 'waste'].map((indicator) => ({ indicator, id: randomUUID() }));
  for (const { indicator, id } of ids) {
    const value = indicator === 'waste' ? { value: 0.5, n: 10 } : { value: 400 };
    await ask(ines, 'POST', 'observations', { id, indicator, period: '2026-11-22', ...value });
    const taken = async () => JSON.stringify(await ask(ines, 'GET', `observations/${id}`)).includes('"assessed"');
    await until(`the figure behind all is taken (${indicator})`, taken, within, 200);
  }
  const lag = async () => {
    const text = await (await fetch(`${ines.address}/metrics`)).text();
    return [...text.matchAll(/^synco_consumer_lag\{[^}]*\} (\d+)/gm)].reduce(
      (sum, [, waiting]) => sum + Number(waiting),
      0,
    );
  };
  for (let tries = 0; (await lag()) > 0; tries += 1) {
    if (tries * 500 > within) {
      blame(tally, `${await lag()} records are still waiting`);
      return;
    }
    await sleep(500);
  }
  const health = JSON.stringify(await (await fetch(`${ines.address}/health`)).json());
  if (!health.includes('"status":"ok"')) blame(tally, `not well after it: ${health}`);
}

/** What was refused is listed with a code of the catalogue. */
async function look(ines: Asker, tally: Tally): Promise<void> {
  const { refused } = (await ask(ines, 'GET', 'refused?limit=1000')) as { refused: Refused[] };
  for (const { code } of refused) tally.outcomes.set(code, (tally.outcomes.get(code) ?? 0) + 1);
  if (refused.length === 0) blame(tally, 'nothing is listed as refused');
  for (const one of refused)
    if (!Object.hasOwn(errorCatalogue, one.code)) blame(tally, `refused without a code: ${JSON.stringify(one)}`);
  const text = await (await fetch(`${ines.address}/metrics`)).text();
  const counted = z.coerce.number().parse(/^synco_refused_total\{topic="synco\.observations"\} (\d+)/m.exec(text)?.[1]);
  tally.outcomes.set('refused in all, as counted', counted);
}
