import { randomUUID } from 'node:crypto';
import { AlertView, Delivery, SessionOpened } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { until } from '../kit/bus-reader.js';
import { type HttpSink, httpSink } from '../kit/http-sink.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 60_000;
const document = {
  name: 'Two of them',
  units: [{ id: 'union', name: 'Union', parent: null, timeZone: 'UTC' }],
  indicators: [],
};
const Letter = z.object({ id: z.string(), news: z.array(z.object({ alert: z.string(), sequence: z.int() })) });
const channel = randomUUID();
let sink: HttpSink;
let server: PostgresServer;
let environment: Record<string, string>;
let regulators: RunningRegulator[] = [];
let bearer = '';

beforeAll(async () => {
  sink = await httpSink();
  server = await startPostgres();
  environment = { DATABASE_URL: server.url, ACCESS: 'accounts', WEBHOOK_HOSTS: sink.host };
  const first = await startRegulator({ environment });
  regulators = [first];
  const key = /#\/welcome\/([\w-]{43})/.exec(first.output())?.[1];
  const rosa = { key, name: 'Rosa', email: 'rosa@union.example', password: 'twelve and more', carry: 'key' };
  bearer = SessionOpened.parse(await call(first, 'POST', 'links/use', rosa)).key ?? '';
  await call(first, 'PUT', 'organisation', document);
  const webhook = { id: channel, kind: 'webhook', url: `${sink.url}/hook` };
  await call(first, 'PUT', 'me/channels', { mostAnHour: 60, channels: [webhook] });
  regulators.push(await startRegulator({ environment }));
}, patience);

afterAll(async () => {
  for (const regulator of regulators) await regulator.stop();
  await server.stop();
  await sink.close();
}, patience);

async function call({ address }: RunningRegulator, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${address}/api/${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

async function pull(regulator: RunningRegulator): Promise<string> {
  const cord = { id: randomUUID(), sign: 'pain', text: 'It came' };
  return AlertView.parse(await call(regulator, 'POST', 'cords', cord)).alert.id;
}

const letters = () => sink.received.map(({ body }) => Letter.parse(JSON.parse(body.toString())));
const told = () => letters().flatMap(({ news }) => news.map(({ alert, sequence }) => `${alert} ${sequence}`));
const stateOf = async (regulator: RunningRegulator, alert: string) => {
  const found = z.object({ deliveries: z.array(Delivery) }).parse(await call(regulator, 'GET', 'me/deliveries'));
  return found.deliveries.find((one) => one.alert === alert)?.state;
};

describe('two regulators on one PostgreSQL', () => {
  test(
    'tell each thing once between them',
    async () => {
      const pulls = Array.from({ length: 20 }, (_, index) => regulators[index % 2]);
      const alerts = await Promise.all(pulls.flatMap((one) => (one ? [pull(one)] : [])));
      await until('all were told', async () => told().length >= alerts.length, patience);
      expect(told().toSorted()).toEqual(alerts.map((alert) => `${alert} 1`).toSorted());
    },
    patience,
  );

  test(
    'of which one dies between sending and noting, tell that once more, as the same letter, when its time is over',
    async () => {
      sink.received.splice(0);
      sink.silent = true;
      const [first] = regulators;
      const alert = first ? await pull(first) : '';
      await until('one is sending', async () => sink.received.length === 1, patience);
      for (const regulator of regulators) await regulator.kill();
      sink.silent = false;
      const third = await startRegulator({ environment });
      regulators = [third];
      expect(await stateOf(third, alert)).toBe('waiting');
      await overNow();
      await until('it is noted', async () => (await stateOf(third, alert)) === 'sent', patience);
      const [one, two, ...more] = letters();
      expect(two).toEqual(one);
      expect(more).toEqual([]);
      expect(told()).toEqual([`${alert} 1`, `${alert} 1`]);
    },
    patience,
  );

  test(
    'and what one person chose or is to be told, once it cannot be read any more, keeps nothing else waiting',
    async () => {
      const [only] = regulators;
      if (!only) throw new Error('There is none.');
      await asked(`update reaching set body = jsonb_set(body, '{timeZone}', '"Nowhere/Now"')`);
      await asked(
        `insert into delivery (alert, sequence, unit, account, channel, news, severity, made_at, due_at, first_due_at)
         select 'spoilt', 1, 'union', account, id, '{"heard": "raised"}', 'ordinary', now(), now(), now() from channel`,
      );
      const alert = await pull(only);
      await until('it is told', async () => (await stateOf(only, alert)) === 'sent', patience);
      expect(await stateOf(only, 'spoilt')).toBe('waiting');
    },
    patience,
  );
});

/** Lets the time pass in which a channel is the dead one's. */
async function overNow(): Promise<void> {
  await asked(`update channel set busy_until = now() where id = '${channel}'`);
}

async function asked(sql: string): Promise<void> {
  const client = new Client(server.url);
  await client.connect();
  await client.query(sql);
  await client.end();
}
