import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Health, Series } from '#libs/contracts';
import { until } from '../kit/bus-reader.js';
import { dayName, twoTeams } from '../kit/loop-rig.js';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 120_000;
let dataDir: string;
let regulator: RunningRegulator;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'synco-embedded-'));
  regulator = await startRegulator({ dataDir });
  await applyOrganisation(regulator.address, twoTeams, 'Test@root');
}, patience);
afterAll(async () => {
  await regulator.stop();
  await rm(dataDir, { recursive: true, force: true });
}, patience);

async function post(first: number, count: number): Promise<boolean> {
  const observations = Array.from({ length: count }, (_, index) => first + index).map((n) => {
    const [team, day] = [n % 2 === 0 ? 'a' : 'b', dayName(Math.floor(n / 2) - 4_000)];
    return { id: `${team}-${day}`, indicator: `${team}.output`, period: day, value: 100 + ((n * 7) % 5) };
  });
  const headers = { 'content-type': 'application/json' };
  return fetch(`${regulator.address}/api/observations`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ observations }),
  }).then(
    ({ status }) => status === 202,
    () => false,
  );
}

async function series(indicator: string, as: string): Promise<Series['points']> {
  const answer = await fetch(`${regulator.address}/api/indicators/${indicator}/series?limit=10000`, {
    headers: { 'Synco-As': as },
  });
  return Series.parse(await answer.json()).points;
}

async function wholes(): Promise<number> {
  return (await series('root.output', 'Test@root')).filter(({ coverage, settled }) => coverage === 1 && settled).length;
}

/** By /health, which asks for outbox and consumer one after the other: what goes round between the two looks is in neither. */
async function idle(): Promise<boolean> {
  const { checks } = Health.parse(await (await fetch(`${regulator.address}/health`)).json());
  return [checks['consumer'], checks['outbox']].every((check) => check?.detail.startsWith('0 '));
}

test(
  'killed in the middle of its work, the embedded regulator goes on: nothing is lost, nothing counted twice',
  async () => {
    let taken = 0;
    for (let kills = 0; kills < 4; kills += 1) {
      const dying = new Promise((done) => setTimeout(done, 400 + kills * 350)).then(() => regulator.kill());
      while (await post(taken, 100)) taken += 100;
      await dying;
      regulator = await startRegulator({ dataDir });
    }
    await until('the last ones were taken', () => post(taken, 100), patience);
    taken += 100;
    await until('the last whole is made', async () => (await wholes()) >= taken / 2, patience);
    await until('nothing is on its way', idle, patience);
    const points = [...(await series('a.output', 'Test@a')), ...(await series('b.output', 'Test@b'))];
    expect(points).toHaveLength(taken);
    expect(points.filter(({ revision, assessment }) => revision !== 1 || assessment === null)).toEqual([]);
    expect(await wholes()).toBe(taken / 2);
  },
  patience,
);

test(
  'a second process on the same folder is refused with a sentence, and the first one goes on',
  async () => {
    const main = fileURLToPath(new URL('../../dist/apps/regulator/main.js', import.meta.url));
    const second = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0' },
    });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(second, 'close');
    expect(code).toBe(2);
    expect(said).toContain('is in use by another Synco process');
    await until('the first one is idle', idle, patience);
  },
  patience,
);
