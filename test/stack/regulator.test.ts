import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import { Kafka, Partitioners } from 'kafkajs';
import pg from 'pg';
import { until } from '../kit/bus-reader.js';
import { type KafkaBroker, startKafka } from '../kit/kafka.js';
import { dayName, twoTeams } from '../kit/loop-rig.js';
import { startPostgres } from '../kit/postgres.js';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';

let broker: KafkaBroker;
let server: Awaited<ReturnType<typeof startPostgres>>;
let pool: pg.Pool;
let regulators: RunningRegulator[] = [];
let environment: Record<string, string>;
const patience = 90_000;

beforeAll(async () => {
  [broker, server] = await Promise.all([startKafka(), startPostgres()]);
  environment = { KAFKA_BROKERS: broker.brokers.join(','), DATABASE_URL: server.url };
  pool = new pg.Pool({ connectionString: server.url });
  pool.on('error', () => {});
  regulators.push(await startRegulator({ environment }));
  await applyOrganisation(regulators[0]?.address ?? '', twoTeams, 'Test@root');
}, patience);

afterAll(async () => {
  for (const regulator of regulators) await regulator.stop();
  await pool.end();
  await server.stop();
  await broker.remove();
}, patience);

const days = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n);
const figuresOf = (team: string, numbers: readonly number[]) =>
  numbers.map((n) => ({
    id: `${team}-${n}`,
    indicator: `${team}.output`,
    period: pastDay(n),
    value: 100 + ((n * 7) % 5),
  }));
/** The n-th day of 2020. */
const pastDay = (n: number) => dayName(n - 6 * 365 - 2);

/** Posts until it is taken, as a patient sender does: the same ids again after every failure. */
async function insist(observations: object[]): Promise<void> {
  await until(
    'the figures were taken',
    async () => {
      const answers = await Promise.all(regulators.map((regulator) => post(regulator, observations)));
      return answers.includes(202);
    },
    patience,
  );
}

async function post({ address }: RunningRegulator, observations: object[]): Promise<number> {
  const body = JSON.stringify({ observations });
  const headers = { 'content-type': 'application/json' };
  return fetch(`${address}/api/observations`, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => 0,
  );
}

async function count(sql: string): Promise<number> {
  const found = await pool.query<{ count: string }>(`select count(*) as count from ${sql}`);
  return Number(found.rows[0]?.count);
}

const assessed = (team: string) => count(`observation where indicator = '${team}.output'`);
const full = () => count("figure where indicator = 'root.output' and coverage = 1 and settled");

describe('the regulator on Kafka and PostgreSQL, by its settings alone', () => {
  test(
    'takes what is posted and what a node writes to the bus itself; what cannot be read is refused and stops nothing',
    async () => {
      await insist(figuresOf('a', days(0, 50)));
      const producer = new Kafka({ brokers: broker.brokers, logLevel: 0 }).producer({
        createPartitioner: Partitioners.DefaultPartitioner,
      });
      await producer.connect();
      const said = figuresOf('b', days(0, 50)).map((figure) =>
        JSON.stringify({ ...figure, postedAt: '2026-01-01T00:00:00Z' }),
      );
      const messages = ['{"broken', JSON.stringify({ id: 'x' }), ...said, '\u0000'].map((value) => ({
        key: 'b.output',
        value,
      }));
      await producer.send({ topic: topics.observations, messages });
      await producer.disconnect();
      await until('all were assessed', async () => (await full()) === 50, patience);
      expect(await count("refused where code = 'message-malformed'")).toBe(3);
      const health = await fetch(`${regulators[0]?.address}/health`);
      expect(await health.json()).toMatchObject({ status: 'ok', checks: { store: { detail: 'postgres' } } });
    },
    patience,
  );

  test(
    'two share the work; killed again and again, they lose nothing and count nothing twice',
    async () => {
      regulators.push(await startRegulator({ environment }));
      const before = await assessed('a');
      const posting = { goesOn: true };
      const posts = (async () => {
        for (let n = 50; n < 350; n += 10) {
          await insist(figuresOf('a', days(n, 10)));
          await insist(figuresOf('b', days(n, 10)));
        }
        posting.goesOn = false;
      })();
      let kills = 0;
      while (posting.goesOn || kills < 4) {
        const victim = kills % 2;
        await regulators[victim]?.kill();
        regulators[victim] = await startRegulator({ environment });
        kills += 1;
        if (kills === 20) break;
      }
      await posts;
      await until('all were assessed', async () => (await full()) === 350, patience);
      expect(before + 300).toBe(await assessed('a'));
      expect(await assessed('b')).toBe(350);
      expect(await count('(select indicator, period from figure group by 1, 2 having count(*) > 1) twice')).toBe(0);
      expect(await count("receipt where state <> 'assessed'")).toBe(0);
      expect(
        await count(
          '(select alert, max(sequence) as last, count(*) as events from alert_event group by alert) a where last <> events',
        ),
      ).toBe(0);
    },
    3 * patience,
  );

  test(
    'a broker that is away refuses posts with a code, and nothing is lost when it is back',
    async () => {
      await broker.stop();
      const answers = await Promise.all(regulators.map((regulator) => post(regulator, figuresOf('a', [400]))));
      expect(answers).toEqual([503, 503]);
      await broker.start();
      await insist(figuresOf('a', days(350, 51)));
      await insist(figuresOf('b', days(350, 51)));
      await until('all were assessed', async () => (await full()) === 401, patience);
      expect(await assessed('a')).toBe(401);
    },
    2 * patience,
  );

  test(
    'a stored position outside the log stops that partition, says so, and leaves the others alone',
    async () => {
      const moved = await pool.query(
        `update consumer_position set next_offset = next_offset + 100000 where (topic, partition) =
         (select topic, partition from consumer_position where topic = $1 order by next_offset desc limit 1)`,
        [topics.observations],
      );
      expect(moved.rowCount).toBe(1);
      await insist([...figuresOf('a', [401]), ...figuresOf('b', [401])]);
      const reports = () =>
        Promise.all(regulators.map(({ address }) => fetch(`${address}/health`).then((answer) => answer.text())));
      await until(
        'the partition is reported',
        async () => (await reports()).join(' ').includes('the log has lost records'),
        patience,
      );
      expect((await reports()).join(' ').match(/the log has lost records/g)).toHaveLength(1);
    },
    patience,
  );
});
