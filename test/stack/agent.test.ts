import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ObservationStatus, Series } from '#libs/contracts';
import { sleep, until } from '../kit/bus-reader.js';
import { type KafkaBroker, startKafka } from '../kit/kafka.js';
import { freePort } from '../kit/free-port.js';
import { twoTeams } from '../kit/loop-rig.js';
import { type RunningNode, startNode } from '../kit/node.js';
import { days, figuresOf } from '../kit/posting.js';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 240_000;
const as = 'Ana@a';
let folder: string;
let port: number;
let server: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-node-'));
  port = await freePort();
  server = `http://127.0.0.1:${port}`;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const regulatorUp = () => startRegulator({ dataDir: join(folder, 'regulator'), port });
const nodeUp = async (name: string, ...more: string[]) => {
  const data = join(folder, name);
  return startNode(await freePort(), ['--server', server, '--as', as, '--data', data, ...more]);
};

async function points(indicator: string): Promise<Series['points']> {
  const answer = await fetch(`${server}/api/indicators/${indicator}/series?limit=10000`, {
    headers: { 'Synco-As': as },
  });
  return Series.parse(await answer.json()).points;
}

const arrived = (count: number) =>
  until('all figures have arrived', async () => (await points('a.output')).length === count, 60_000);

/** Two quiet weeks up to the day before yesterday, and yesterday far below them. */
function fall(): object[] {
  const yesterday = Date.now() - 86_400_000;
  return days(0, 20).map((back) => {
    const period = new Date(yesterday - back * 86_400_000).toISOString().slice(0, 10);
    return { id: `fall-${back}`, indicator: 'a.output', period, value: back === 0 ? 40 : 100 + ((back * 7) % 5) };
  });
}

describe('a node that sends over HTTP', () => {
  let regulator: RunningRegulator;
  let node: RunningNode;
  let taken = 0;

  test(
    'keeps what it is given while the regulator is not there yet, and hands it over when it comes',
    async () => {
      node = await nodeUp('first', '--watch', join(folder, 'in'), '--language', 'es');
      expect(await node.post({ observations: figuresOf('a', days(0, 40)) })).toMatchObject({ status: 202 });
      node.write('a.output,2020-03-01,101');
      await until('both wait', async () => (await node.waiting()) === 41);
      regulator = await regulatorUp();
      await applyOrganisation(server, twoTeams, 'Test@root');
      await arrived(41);
      await until('nothing waits', async () => (await node.waiting()) === 0);
      await until('the organisation is known', async () => (await node.organisation()) !== null);
      taken = 41;
    },
    patience,
  );

  test(
    'refuses at once what the organisation does not know, with a code, and loses nothing of the rest',
    async () => {
      const [good] = figuresOf('a', days(100, 1));
      const answer = await node.post({
        observations: [good, { ...good, indicator: 'nowhere.output' }, { ...good, period: '2020-W01' }, 7],
      });
      expect(answer).toMatchObject({
        status: 202,
        body: {
          refused: [
            { index: 1, code: 'indicator-unknown' },
            { index: 2, code: 'period-malformed' },
            { index: 3, code: 'observation-malformed' },
          ],
        },
      });
      taken += 1;
      await arrived(taken);
      const book = await readFile(join(folder, 'first', 'refused.csv'), 'utf8');
      expect(
        book.split('\n').filter((line) => /,(indicator-unknown|period-malformed|observation-malformed),/.test(line)),
      ).toHaveLength(3);
      const foreign = await fetch(`${node.url}/status`, { headers: { origin: 'https://elsewhere.example' } });
      expect([foreign.status, await foreign.json()]).toMatchObject([403, { code: 'origin-foreign' }]);
    },
    patience,
  );

  test(
    'takes files from its folder once they stand still, tells which rows it refused, and takes the same file twice as once',
    async () => {
      const file =
        'indicator,at,value,note\na.output,2020-08-01,104,late shift\na.output,2020-08-02,n/a,\nb.output,2020-08-02,5,\n';
      for (const name of ['monday.csv', 'again.csv']) {
        await writeFile(join(folder, 'in', name), file);
        await until('the file is taken', async () => existsSync(join(folder, 'in', 'taken', name)));
      }
      taken += 1;
      await arrived(taken);
      const refused = await readFile(join(folder, 'in', 'refused', 'monday.csv'), 'utf8');
      expect(refused).toContain('a.output,2020-08-02,n/a,,observation-malformed,');
      expect(refused).toContain('b.output,2020-08-02,5,,not-allowed,');
      const found = (await points('a.output')).find(({ period }) => period === '2020-08-01');
      expect(found).toMatchObject({ value: 104, note: 'late shift', revision: 1 });
    },
    patience,
  );

  test(
    'says what its unit hears, in its language, each thing once, also what happened while it was away',
    async () => {
      await node.post({ observations: fall() });
      taken += 20;
      await until('the alert is told', async () => /a\.output: .*(bajo|bajó|menos)/i.test(node.told()), 60_000);
      const heard = await (await fetch(`${node.url}/alerts`)).json();
      const [line] = (heard as { alerts: { alert: string; sequence: number }[] }).alerts;
      await node.stop();
      const path = `/api/alerts/${line?.alert}/answer`;
      const headers = { 'content-type': 'application/json', 'Synco-As': as };
      const body = JSON.stringify({ answer: 'advice', text: 'Mirad la correa.' });
      expect((await fetch(server + path, { method: 'POST', headers, body })).status).toBe(200);
      node = await nodeUp('first', '--watch', join(folder, 'in'), '--language', 'es');
      await until('the answer is told', async () => node.told().includes('Mirad la correa.'), 60_000);
      await sleep(1_500);
      expect(node.told().trim().split('\n')).toHaveLength(1);
    },
    patience,
  );

  test(
    'killed again and again while it takes figures, and with the regulator gone in between, every figure that it took arrives once',
    async () => {
      let acknowledged = 0;
      for (let kills = 0; kills < 10; kills += 1) {
        if (kills === 4) await regulator.kill();
        if (kills === 7) regulator = await regulatorUp();
        let dying: Promise<void> | undefined;
        while (acknowledged < 1_500) {
          // Days that were not acknowledged are posted again under the same ids, as a patient sender does.
          const batch = figuresOf('a', days(400 + acknowledged, 7));
          const answer = await node.post({ observations: batch }).catch(() => null);
          if (answer?.status !== 202) break;
          acknowledged += 7;
          dying ??= sleep(120 + ((kills * 53) % 200)).then(() => node.kill());
        }
        await (dying ?? node.kill());
        node = await nodeUp('first', '--watch', join(folder, 'in'));
      }
      expect(acknowledged).toBeGreaterThanOrEqual(70);
      const last = figuresOf('a', days(400 + acknowledged - 1, 1))[0]?.id ?? '';
      await until(
        'the last one is assessed',
        async () => {
          const answer = await fetch(`${server}/api/observations/${last}`, { headers: { 'Synco-As': as } });
          return answer.ok && ObservationStatus.parse(await answer.json()).state === 'assessed';
        },
        90_000,
      );
      const found = await points('a.output');
      const expected = new Set(figuresOf('a', days(400, acknowledged)).map(({ period }) => period));
      const own = found.filter(({ period }) => expected.has(period));
      expect(own).toHaveLength(acknowledged);
      expect(own.filter(({ revision }) => revision !== 1)).toEqual([]);
      await node.stop();
      await regulator.stop();
    },
    patience,
  );
});

describe('a node on a disk without room', () => {
  test(
    'takes a post whole or not at all, keeps what it took, and goes on when that has been handed over',
    async () => {
      const data = ['--data', join(folder, 'full'), '--server', server, '--as', as];
      const post = (first: number) => {
        const observations = figuresOf('a', days(first, 10)).map((figure) => ({ ...figure, note: 'x'.repeat(900) }));
        return node.post({ observations });
      };
      // A limit on the size of each file is met as a full disk is: by a write that takes a part.
      let node = await startNode(await freePort(), data, 200);
      let acknowledged = 0;
      let answer = await post(0);
      while (answer.status === 202) {
        acknowledged += 10;
        answer = await post(acknowledged);
      }
      expect(answer).toMatchObject({ status: 507, body: { code: 'outbox-unwritable' } });
      await node.kill();
      node = await startNode(await freePort(), data, 200);
      expect([await node.waiting(), acknowledged > 0]).toEqual([acknowledged, true]);
      const regulator = await startRegulator({ dataDir: join(folder, 'regulator-of-full'), port });
      await applyOrganisation(server, twoTeams, 'Test@root');
      await arrived(acknowledged);
      await until('there is room again', async () => (await post(acknowledged)).status === 202);
      await arrived(acknowledged + 10);
      await node.stop();
      await regulator.stop();
    },
    patience,
  );
});

describe('a node that writes to Kafka', () => {
  const ends: (() => Promise<void>)[] = [];
  let broker: KafkaBroker;
  let node: RunningNode;

  beforeAll(async () => {
    broker = await startKafka();
    ends.push(() => broker.remove());
    const environment = { KAFKA_BROKERS: broker.brokers.join(',') };
    const regulator = await startRegulator({ dataDir: join(folder, 'on-kafka'), port, environment });
    ends.push(() => regulator.stop());
    await applyOrganisation(server, twoTeams, 'Test@root');
  }, patience);
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  }, patience);

  test(
    'hands over while the broker is there, keeps while it is gone, also over a restart, and hears what its unit is told',
    async () => {
      node = await nodeUp('kafka', '--kafka', broker.brokers.join(','));
      ends.push(() => node.stop());
      await node.post({ observations: fall() });
      await until('the alert is told', async () => /a\.output: /.test(node.told()), 60_000);
      await broker.stop();
      expect(await node.post({ observations: figuresOf('a', days(0, 30)) })).toMatchObject({ status: 202 });
      expect(await node.waiting()).toBe(30);
      const told = [node.told()];
      await node.stop();
      node = await nodeUp('kafka', '--kafka', broker.brokers.join(','));
      expect(await node.post({ observations: figuresOf('a', days(30, 1)) })).toMatchObject({ status: 202 });
      expect(await node.waiting()).toBe(31);
      await broker.start();
      await arrived(51);
      // The figures of 2020 may tell the unit more of its alert: each thing once, before the restart or after it.
      await until('what was heard is told', async () => {
        const { alerts } = (await (await fetch(`${node.url}/alerts`)).json()) as { alerts: object[] };
        return [...told, node.told()].join('').trim().split('\n').length === alerts.length;
      });
    },
    patience,
  );
});
