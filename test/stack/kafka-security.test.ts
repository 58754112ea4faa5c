import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readSecret } from '#libs/adapters-files';
import { kafkaBus, kafkaSecurity } from '#libs/adapters-kafka';
import { topics } from '#libs/contracts';
import { numbered, numbersOf, read, Store, until } from '../kit/bus-reader.js';
import { type KafkaBroker, startKafka } from '../kit/kafka.js';

jest.setTimeout(120_000);

const certificates = fileURLToPath(new URL('../../infra/kafka/certificates.mjs', import.meta.url));
const password = 'open-sesame-4711';
let broker: KafkaBroker;
let open: KafkaBroker;
let folder: string;
let lines: string[] = [];

beforeAll(async () => {
  [broker, open] = await Promise.all([startKafka({ regulator: password }), startKafka()]);
  folder = await mkdtemp(join(tmpdir(), 'synco-authority-'));
});

afterAll(async () => {
  await Promise.all([broker?.remove(), open?.remove()]);
  await rm(folder, { recursive: true, force: true });
});

const trusting = () => ({ KAFKA_TLS: 'true', KAFKA_CA_FILE: broker.caFile });
const known = {
  KAFKA_SASL_MECHANISM: 'scram-sha-512',
  KAFKA_SASL_USERNAME: 'regulator',
  KAFKA_SASL_PASSWORD: password,
};

/** A bus as an environment asks for it. */
function bus(environment: Record<string, string>, brokers = broker.brokers) {
  const { security, faults } = kafkaSecurity(environment, readSecret);
  if (faults.length > 0) throw new Error(faults.join(' '));
  const log = (level: string, message: string, extra: Record<string, unknown>) =>
    lines.push(`${level} ${message} ${JSON.stringify(extra)}`);
  return kafkaBus({ brokers, clientId: 'synco-test', partitions: 2, security, log, startWithinMs: 2_000 });
}

/** The sentence with which a bus does not open, and whether it has waited for Kafka before. */
async function refusal(environment: Record<string, string>, brokers = broker.brokers) {
  lines = [];
  const error: unknown = await bus(environment, brokers).then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toMatchObject({ code: 'bus-unavailable' });
  const told = String(error);
  expect(`${told} ${lines.join(' ')}`).not.toContain(password);
  return { told, waited: lines.some((line) => line.includes('Waiting for Kafka')) };
}

describe('Kafka with SCRAM users over TLS', () => {
  test.each(['scram-sha-256', 'scram-sha-512'])('takes and gives as ever, by %s', async (mechanism) => {
    const key = `looms-${mechanism}`;
    const opened = await bus({ ...trusting(), ...known, KAFKA_SASL_MECHANISM: mechanism });
    await opened.publish(numbered(topics.observations, key, { count: 200 }));
    const store = new Store();
    const subscription = await read(opened, { store, group: key, topics: [topics.observations] });
    await until('all arrived', () => numbersOf(store.taken, key).length === 200);
    expect(numbersOf(store.taken, key)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(subscription.stopped().size).toBe(0);
    expect(await opened.check()).toMatchObject({ ok: true });
    await opened.close();
  });

  test('goes on when the broker has been away', async () => {
    const opened = await bus({ ...trusting(), ...known });
    const store = new Store();
    await read(opened, { store, group: 'away', topics: [topics.rollUps] });
    await opened.publish(numbered(topics.rollUps, 'looms', { count: 10 }));
    await until('the first arrived', () => store.taken.length === 10);
    await broker.stop();
    expect(await opened.check()).toMatchObject({ ok: false });
    await broker.start();
    await until('Kafka is back', async () => (await opened.check()).ok);
    await opened.publish(numbered(topics.rollUps, 'looms', { from: 10, count: 10 }));
    await until('the rest arrived', () => store.taken.length === 20);
    await opened.close();
  });

  test.each([
    ['a wrong password', { ...known, KAFKA_SASL_PASSWORD: 'open-barley' }],
    ['an unknown user', { ...known, KAFKA_SASL_USERNAME: 'nobody' }],
  ])('refuses %s without waiting and says what to compare', async (_, user) => {
    const { told, waited } = await refusal({ ...trusting(), ...user });
    expect(told).toMatch(/invalid credentials.*Compare KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD/);
    expect(waited).toBe(false);
  });

  test('is not trusted when another authority, or none of the known, has signed', async () => {
    execFileSync(process.execPath, [certificates, folder, '127.0.0.1']);
    for (const trust of [{ KAFKA_CA_FILE: join(folder, 'ca.pem') }, {}]) {
      const { told, waited } = await refusal({ KAFKA_TLS: 'true', ...trust, ...known });
      expect(told).toMatch(/certificate.*Let KAFKA_CA_FILE name the authority that signed/);
      expect(waited).toBe(false);
    }
  });

  test('a client that does not speak TLS, or names no user, hears which setting to look at', async () => {
    expect((await refusal({})).told).toContain('the port may speak TLS only, see KAFKA_TLS and KAFKA_CA_FILE');
    expect((await refusal(known)).told).toContain('the port may speak TLS only');
    expect((await refusal(trusting())).told).toContain('the port may ask for a user, see KAFKA_SASL_MECHANISM');
  });

  test('so does one that brings security to a broker without', async () => {
    expect((await refusal({ ...trusting(), ...known }, open.brokers)).told).toContain('the port may not speak TLS');
    expect((await refusal(known, open.brokers)).told).toContain('asks for no user: leave out KAFKA_SASL_');
  });
});
