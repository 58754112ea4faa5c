import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OrganisationDocument, topics } from '#libs/contracts';
import { Kafka, Partitioners } from 'kafkajs';
import { until } from '../kit/bus-reader.js';
import { Counting } from '../kit/counting.js';
import { type KafkaBroker, startKafka } from '../kit/kafka.js';
import { twoTeams } from '../kit/loop-rig.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';
import { days, figuresOf, insist, post } from '../kit/posting.js';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 90_000;
const watched = Array.from({ length: 20 }, (_, n) => `a.watched-${n}`);
const daily = { unit: 'a', name: 'Watched', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };
/** Two teams with more indicators, so that there are alerts enough. */
const organisation = OrganisationDocument.parse({
  ...twoTeams,
  indicators: [...twoTeams.indicators, ...watched.map((id) => ({ ...daily, id }))],
});

let broker: KafkaBroker;
let server: PostgresServer;
let store: Counting;
let regulators: RunningRegulator[] = [];
let environment: Record<string, string>;

beforeAll(async () => {
  [broker, server] = await Promise.all([startKafka(), startPostgres()]);
  environment = { KAFKA_BROKERS: broker.brokers.join(','), DATABASE_URL: server.url };
  store = new Counting(server.url);
  regulators.push(await startRegulator({ environment }));
  await applyOrganisation(regulators[0]?.address ?? '', organisation, 'Test@root');
}, patience);

afterAll(async () => {
  for (const regulator of regulators) await regulator.stop();
  await store.end();
  await server.stop();
  await broker.remove();
}, patience);

/** Two quiet weeks of one indicator, up to yesterday, which is far below them. */
function fallOf(indicator: string): object[] {
  const yesterday = Date.now() - 86_400_000;
  return days(0, 15).map((back) => {
    const period = new Date(yesterday - back * 86_400_000).toISOString().slice(0, 10);
    return { id: `${indicator}-${back}`, indicator, period, value: back === 0 ? 40 : 100 + ((back * 7) % 5) };
  });
}

async function writeToTheTopic(values: readonly string[]): Promise<void> {
  const producer = new Kafka({ brokers: broker.brokers, logLevel: 0 }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  await producer.send({ topic: topics.observations, messages: values.map((value) => ({ key: 'b.output', value })) });
  await producer.disconnect();
}

const assessed = (count: number) => until('all were assessed', async () => (await store.whole()) === count, patience);

describe('the regulator on Kafka and PostgreSQL, by its settings alone', () => {
  test(
    'takes what is posted and what a node writes to the bus itself; what cannot be read is refused and stops nothing',
    async () => {
      await insist(regulators, figuresOf('a', days(0, 50)));
      const said = figuresOf('b', days(0, 50)).map((figure) => ({ ...figure, postedAt: '2026-01-01T00:00:00Z' }));
      const unknown = { ...said[0], id: 'elsewhere', indicator: 'nowhere.output' };
      const values = [{ id: 'x' }, unknown, ...said].map((value) => JSON.stringify(value));
      await writeToTheTopic(['{"broken', ...values, '\u0000']);
      await assessed(50);
      expect(await store.count("refused where code = 'message-malformed'")).toBe(3);
      expect(await store.count("refused where code = 'indicator-unknown' and message_id is null")).toBe(1);
      expect(await store.count("receipt where id = 'elsewhere' and state = 'refused'")).toBe(1);
      const health = await fetch(`${regulators[0]?.address}/health`);
      expect(await health.json()).toMatchObject({ status: 'ok', checks: { store: { detail: 'postgres' } } });
    },
    patience,
  );

  test(
    'two share the work; killed again and again, they lose nothing, count nothing twice, and climb no step twice',
    async () => {
      regulators.push(await startRegulator({ environment }));
      const posting = { goesOn: true };
      const posts = (async () => {
        for (const [index, indicator] of watched.entries()) {
          for (const team of ['a', 'b']) await insist(regulators, figuresOf(team, days(50 + index * 75, 75)));
          await insist(regulators, fallOf(indicator));
        }
        posting.goesOn = false;
      })();
      for (let kills = 0; kills < 20 && (posting.goesOn || kills < 4); kills += 1) {
        const victim = kills % 2;
        await regulators[victim]?.kill();
        regulators[victim] = await startRegulator({ environment });
        await letTimeRunOut();
      }
      await posts;
      await assessed(1_550);
      expect(await Promise.all(['a', 'b'].map((team) => store.taken(team)))).toEqual([1_550, 1_550]);
      const atTheTop = async () => (await letTimeRunOut()) === 0;
      await until('all alerts have come to the top', atTheTop, patience);
      expect(await climbs()).toEqual(watched.map((id) => `${id}: a works`).toSorted());
      expect(await store.faults()).toEqual({ twice: 0, lost: 1, gaps: 0 });
    },
    3 * patience,
  );

  test(
    'a broker that is away refuses posts with a code in time, and nothing is lost when it is back',
    async () => {
      await broker.stop();
      const begun = Date.now();
      const answers = await Promise.all(regulators.map((regulator) => post(regulator, figuresOf('a', [1_600]))));
      expect(answers).toEqual([503, 503]);
      expect(Date.now() - begun).toBeLessThan(20_000);
      await broker.start();
      for (const team of ['a', 'b']) await insist(regulators, figuresOf(team, days(1_550, 51)));
      await assessed(1_601);
      expect(await store.taken('a')).toBe(1_601);
    },
    2 * patience,
  );

  test(
    'a stored position outside the log stops that partition, says so, and leaves the others alone',
    async () => {
      const moved = await store.column<number>(
        `update consumer_position set next_offset = next_offset + 100000 where (topic, partition) =
         (select topic, partition from consumer_position where topic = $1 order by next_offset desc limit 1)
         returning partition as it`,
        [topics.observations],
      );
      expect(moved).toHaveLength(1);
      const more = watched.map((indicator) => ({
        id: `${indicator}-later`,
        indicator,
        period: '2019-12-31',
        value: 1,
      }));
      await insist(regulators, [...more, ...figuresOf('a', [1_602]), ...figuresOf('b', [1_602])]);
      const reports = async () =>
        (await Promise.all(regulators.map(({ address }) => fetch(`${address}/health`)))).map((answer) => answer.text());
      const said = async () => (await Promise.all(await reports())).join(' ');
      await until('it is reported', async () => (await said()).includes('the log has lost records'), patience);
      expect((await said()).match(/the log has lost records/g)).toHaveLength(1);
      await until(
        'the others go on',
        async () => (await store.count("receipt where id like '%-later' and state = 'assessed'")) > 0,
        patience,
      );
      expect(await store.count("receipt where id like '%-later' and state = 'pending'")).toBeGreaterThan(0);
    },
    patience,
  );

  test(
    'a new, empty broker behind the same store is read from its start',
    async () => {
      for (const regulator of regulators) await regulator.stop();
      regulators = [];
      const fresh = await startKafka();
      try {
        const before = await store.whole();
        regulators.push(
          await startRegulator({ environment: { ...environment, KAFKA_BROKERS: fresh.brokers.join(',') } }),
        );
        for (const team of ['a', 'b']) await insist(regulators, figuresOf(team, days(1_700, 5)));
        await assessed(before + 5);
        expect(await store.column('select distinct bus as it from consumer_position')).toHaveLength(2);
        for (const regulator of regulators) await regulator.stop();
        regulators = [];
      } finally {
        await fresh.remove();
      }
    },
    2 * patience,
  );
});

/** Makes due what every open alert still had to wait for; answers how many alerts can still climb. */
async function letTimeRunOut(): Promise<number> {
  const waiting = await store.column<string>(
    `with waiting as (select id from alert where climbs_at is not null order by id for update),
          aged as (update alert set climbs_at = now(), body = jsonb_set(body, '{climbsAt}', to_jsonb($1::text))
                   where id in (select id from waiting) returning id)
     update timer set due_at = $1::timestamptz where kind = 'climb' and subject in (select id from aged) returning subject as it`,
    [new Date().toISOString()],
  );
  return waiting.length;
}

/** From where to where each alert climbed, in order. */
function climbs(): Promise<string[]> {
  return store.column<string>(
    `select a.indicator || ': ' || string_agg(e.happening->>'from', ' ' order by e.sequence) as it
     from alert a join alert_event e on e.alert = a.id and e.happening->>'kind' = 'climbed' group by a.id order by 1`,
  );
}
