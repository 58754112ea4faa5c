import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../kit/bus-reader.js';
import { Counting } from '../kit/counting.js';
import { twoTeams } from '../kit/loop-rig.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';
import { days, figuresOf, insist } from '../kit/posting.js';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 90_000;
let server: PostgresServer;
let store: Counting;
let environment: Record<string, string>;
let regulators: RunningRegulator[] = [];

beforeAll(async () => {
  server = await startPostgres();
  environment = { DATABASE_URL: server.url };
  store = new Counting(server.url);
  regulators = await Promise.all([startRegulator({ environment }), startRegulator({ environment })]);
  await applyOrganisation(regulators[0]?.address ?? '', twoTeams, 'Test@root');
}, patience);

afterAll(async () => {
  for (const regulator of regulators) await regulator.stop();
  await store.end();
  await server.stop();
}, patience);

/** How many partitions each reader has: a regulator reads observations, requests to roll up, and what units hear. */
const shares = () =>
  store.column<number>(
    'select count(*)::int as it from log_lease where until > now() group by consumer_group, member order by 1, member',
  );
const assessed = (count: number) => until('all were assessed', async () => (await store.whole()) === count, patience);

describe('two regulators on one PostgreSQL, which is also their bus', () => {
  test(
    'start at the same time on an empty database and share the partitions',
    async () => {
      await until('each has half', async () => (await shares()).join(' ') === '2 2 2 2 2 2', patience);
      for (const team of ['a', 'b']) await insist(regulators, figuresOf(team, days(0, 200)));
      await assessed(200);
      await until('each still has half', async () => (await shares()).join(' ') === '2 2 2 2 2 2', patience);
      expect(await store.faults()).toEqual({ twice: 0, lost: 0, gaps: 0 });
    },
    2 * patience,
  );

  test(
    'when one is killed the other takes its partitions over, and nothing is lost or counted twice',
    async () => {
      const posts = (async () => {
        for (let n = 200; n < 1_000; n += 100) {
          for (const team of ['a', 'b']) await insist(regulators, figuresOf(team, days(n, 100)));
        }
      })();
      await until('some was taken', async () => (await store.taken('a')) > 300, patience);
      await regulators[1]?.kill();
      await posts;
      await until('one has them all', async () => (await shares()).join(' ') === '4 4 4', patience);
      await assessed(1_000);
      expect(await store.faults()).toEqual({ twice: 0, lost: 0, gaps: 0 });
    },
    2 * patience,
  );

  test(
    'a database that is started again is used again',
    async () => {
      regulators[1] = await startRegulator({ environment });
      const posts = (async () => {
        for (let n = 1_000; n < 1_600; n += 50) {
          for (const team of ['a', 'b']) await insist(regulators, figuresOf(team, days(n, 50)));
        }
      })();
      for (const full of [1_100, 1_300]) {
        await until('some was taken', async () => (await store.taken('a')) > full, patience);
        await server.restart();
      }
      await posts;
      await assessed(1_600);
      expect(await store.faults()).toEqual({ twice: 0, lost: 0, gaps: 0 });
      const healthy = async () =>
        (await Promise.all(regulators.map(({ address }) => fetch(`${address}/health`)))).every(({ ok }) => ok);
      await until('both are well', healthy, patience);
    },
    2 * patience,
  );
});
