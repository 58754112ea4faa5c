import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { kafkaBus } from '#libs/adapters-kafka';
import { Health, InvitationLink, SessionOpened, topics } from '#libs/contracts';
import type { Bus } from '#libs/regulation';
import { until } from '../kit/bus-reader.js';
import { type ComposedStack, composeStack, type RegulatorPart } from '../kit/composed.js';
import type { Part } from '../kit/part.js';
import { root } from '../../infra/docker/composition.js';
import { addKafkaUser, grantPosting } from '../kit/kafka-users.js';

const patience = 60_000;
jest.setTimeout(3 * patience);

let stack: ComposedStack;
let kafka: Part;
let regulator: RegulatorPart;
let second: RegulatorPart;
/** What requests of whoever is signed in carry. */
let signedIn: Record<string, string> = {};

beforeAll(async () => {
  stack = await composeStack();
  await stack.database.halt();
});

afterAll(() => stack?.remove());

const secret = (name: string) => readFileSync(join(stack.secrets, name), 'utf8').trim();

async function health({ address }: RegulatorPart): Promise<Health | null> {
  const answer = await fetch(`${address}/health`).catch(() => null);
  return answer === null ? null : Health.parse(await answer.json());
}

/** Which parts the regulator says are missing. */
async function missing(of = regulator): Promise<string[]> {
  const checks = Object.entries((await health(of))?.checks ?? { regulator: { ok: false } });
  return checks.filter(([, { ok }]) => !ok).map(([name]) => name);
}

async function post(days: readonly number[], to = regulator): Promise<{ status: number; code?: string }> {
  const observations = days.map((day) => ({
    id: `ovens-${day}`,
    indicator: 'ovens.loaves',
    period: `2026-03-${String(day).padStart(2, '0')}`,
    value: 850 + (day % 3),
  }));
  const answer = await send(to, 'POST', '/api/observations', { observations });
  return { status: answer.status, ...Object(await answer.json()) };
}

function send(to: RegulatorPart, method: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...signedIn };
  return fetch(`${to.address}${path}`, { method, headers, body: JSON.stringify(body) });
}

/** Comes in by a one-time link, and speaks for a unit from now on. `email`: of whoever comes first, and has to say who they are. */
async function comeIn(link: string, person: { name: string; email?: string }, unit: string): Promise<void> {
  const key = link.slice(link.lastIndexOf('/') + 1);
  const own = person.email === undefined ? {} : person;
  const body = { key, password: 'a long enough password', carry: 'key', ...own };
  const opened = SessionOpened.parse(await (await send(regulator, 'POST', '/api/links/use', body)).json());
  signedIn = { authorization: `Bearer ${opened.key ?? ''}`, 'synco-as': `${person.name}@${unit}` };
}

async function ask<T>(sql: string, user = 'synco', password = 'database-password'): Promise<T[]> {
  const address = new URL(stack.databaseUrl);
  Object.assign(address, { username: user, password: secret(password) });
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    return (await client.query<{ it: T }>({ text: sql })).rows.map(({ it }) => it);
  } finally {
    await client.end();
  }
}

async function taken(count: number): Promise<void> {
  const found = async () =>
    (await ask<number>('select count(*)::int as it from observation where indicator = $$ovens.loaves$$')).at(0) ===
    count;
  await until(`${count} figures were taken`, found, patience);
}

/** Kafka for one of its users, as a workplace's node reaches it. */
function nodeBus(username: string, password: string): Promise<Bus> {
  const sasl = { mechanism: 'scram-sha-512', username, password } as const;
  const security = { tls: { ca: secret('kafka-authority') }, sasl };
  return kafkaBus({
    brokers: stack.brokers,
    clientId: username,
    partitions: 4,
    security,
    log: () => undefined,
    publishWithinMs: 10_000,
    startWithinMs: 0,
  });
}

describe('the services of docker-compose.yml, by hand', () => {
  test('the regulator waits for its database, then for Kafka, and says for what', async () => {
    regulator = await stack.startRegulator('regulator');
    await until('it waits', () => regulator.output().includes('Waiting for the database'), patience);
    expect(regulator.output()).toContain('ECONNREFUSED');
    expect(await health(regulator)).toBeNull();
    expect(regulator.healthcheck()).not.toBe(0);
    await stack.database.restart();
    await until('it waits for the other', () => regulator.output().includes('Waiting for Kafka'), patience);
    expect(regulator.output()).toMatch(/the store is ready/);
    kafka = stack.startKafka();
    await until('all is well', async () => (await missing()).length === 0, patience);
    expect(regulator.healthcheck()).toBe(0);
  });

  test('nobody is let in but by the link that whoever starts it finds on the terminal, once', async () => {
    expect(await post([2])).toMatchObject({ status: 401, code: 'sign-in-needed' });
    const [link = ''] = /http:\S+#\/welcome\/\S+/.exec(regulator.output()) ?? [];
    expect(link).toContain('http://127.0.0.1:8400/#');
    await comeIn(link, { name: 'Olga', email: 'olga@bakery.example' }, 'bakery');
    const again = { key: link.slice(link.lastIndexOf('/') + 1), name: 'Otto', email: 'otto@bakery.example' };
    const refused = await send(regulator, 'POST', '/api/links/use', { ...again, password: 'a long enough password' });
    expect(refused.status).toBe(410);
  });

  test('who set it up applies the organisation, and gives a team its first mandate', async () => {
    const document = JSON.parse(readFileSync(join(root, 'apps/workplace/example/organisation.json'), 'utf8'));
    expect((await send(regulator, 'PUT', '/api/organisation', document)).status).toBe(200);
    const id = randomUUID();
    const motion = { kind: 'give', role: 'member', to: { name: 'Ana', email: 'ana@bakery.example' } };
    expect((await send(regulator, 'POST', '/api/units/ovens/votes', { id, motion })).status).toBe(201);
    const invited = await send(regulator, 'POST', `/api/votes/${id}/link`, {});
    await comeIn(InvitationLink.parse(await invited.json()).link, { name: 'Ana' }, 'ovens');
  });

  test('what is posted is assessed and kept', async () => {
    expect(await post([2, 3, 4])).toMatchObject({ status: 202, refused: [] });
    await taken(3);
    expect((await fetch(regulator.address)).headers.get('content-type')).toContain('text/html');
  });

  test('a database that is away is named, refuses posts with a code, and is found again', async () => {
    await stack.database.halt();
    await until('it is missed', async () => (await missing()).includes('store'), patience);
    expect(regulator.healthcheck()).toBe(1);
    expect(await post([5])).toMatchObject({ status: 503, code: 'store-unavailable' });
    await stack.database.restart();
    await until('all is well', async () => (await missing()).length === 0, patience);
    expect(regulator.healthcheck()).toBe(0);
    expect(await post([5, 6])).toMatchObject({ status: 202, refused: [] });
    await taken(5);
  });

  test('a Kafka that is away is named, refuses posts with a code, and loses and doubles nothing', async () => {
    expect(await kafka.stop()).toBe(143);
    await until('it is missed', async () => (await missing()).includes('bus'), patience);
    expect((await health(regulator))?.checks['store']).toMatchObject({ ok: true });
    expect(regulator.healthcheck()).toBe(1);
    expect(await post([9])).toMatchObject({ status: 503, code: 'bus-unavailable' });
    kafka = stack.startKafka();
    await until('all is well', async () => (await missing()).length === 0, patience);
    expect(await post([9, 10])).toMatchObject({ status: 202, refused: [] });
    await taken(7);
    expect(await ask<string>('select id as it from observation where indicator = $$ovens.loaves$$ order by 1')).toEqual(
      [2, 3, 4, 5, 6, 9, 10].map((day) => `ovens-${day}`).toSorted(),
    );
  });

  test('a second regulator goes on when the first is stopped within the time that it is given', async () => {
    second = await stack.startRegulator('regulator-two');
    await until('it is well', async () => (await missing(second)).length === 0, patience);
    const began = Date.now();
    expect(await regulator.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(await post([11, 12], second)).toMatchObject({ status: 202, refused: [] });
    await taken(9);
  });

  test('the regulator owns its database only, and the panels come in to read and see no table', async () => {
    expect(await ask('select rolsuper as it from pg_roles where rolname = current_user')).toEqual([false]);
    const panels = (sql: string) => ask(sql, 'synco_panels', 'panels-password');
    expect(await panels('show default_transaction_read_only')).toHaveLength(1);
    expect(await panels('select count(*)::int as it from panels.unit')).toEqual([3]);
    await expect(panels('select id as it from observation')).rejects.toThrow('permission denied');
    await expect(panels('create temporary table mine (it int)')).rejects.toThrow('read-only');
    const taken = ['pg_advisory_lock(7305412)', 'pg_try_advisory_xact_lock_shared(1, 2)', `lo_from_bytea(0, 'x')`];
    for (const it of taken) await expect(panels(`select ${it} as it`)).rejects.toThrow('permission denied');
    await expect(ask('select 1 as it', 'synco_panels', 'database-password')).rejects.toThrow('password authentication');
  });

  test('a new user of Kafka may do nothing until it is granted, and then that only', async () => {
    addKafkaUser(stack.kafkaSelf, 'node', 'a-password');
    const node = () => nodeBus('node', 'a-password');
    await expect(node()).rejects.toThrow(/grant it to see the topics/);
    await grantPosting(stack.kafkaSelf, 'node');
    const bus = await node();
    try {
      await bus.publish([{ topic: topics.observations, key: 'k', id: 'from-a-node', value: '{}' }]);
      const refused = async () =>
        (await ask<string>("select message_id as it from refused where topic = 'synco.observations'")).includes(
          'from-a-node',
        );
      await until('the regulator has read it', refused, patience);
      const reading = { topic: topics.rollUps, key: 'k', id: 'no', value: '{}' };
      await expect(bus.publish([reading])).rejects.toThrow(/not authorized/i);
    } finally {
      await bus.close();
    }
  });

  test('nothing that the services have said holds a secret', () => {
    const said = [kafka, regulator, second].map((part) => part.output()).join('');
    expect(said).toContain('the regulator is listening');
    for (const name of ['database-password', 'kafka-regulator-password', 'database-owner-password'])
      expect(said).not.toContain(secret(name));
  });
});
