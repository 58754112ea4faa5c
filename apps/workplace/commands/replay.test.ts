import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OrganisationDocument, ReplayStepBody } from '#libs/contracts';
import type { ReplayStatus } from '#libs/contracts';
import { StandInServer, problem } from '../testing/stand-in-server.js';
import type { Answer, Asked } from '../testing/stand-in-server.js';
import { type } from '../testing/terminal.js';
import type { Said } from '../testing/terminal.js';

const id = '6f1f0b54-29a7-4d0f-8f55-1d7b1f0a9c11';
const daily = { unit: 'works', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };
const opened = { id, name: 'x', now: null, done: 0, total: 0, refused: 0, over: false };
const document = OrganisationDocument.parse({
  name: 'Works',
  units: [{ id: 'works', name: 'Works', parent: null }],
  indicators: ['a', 'b'].map((id) => ({ ...daily, id, name: id })),
});

let path: string;
let folder: string;
let server: StandInServer;
let address: string;
let brokenOff: ReplayStatus[];
let stumbles: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-replay-'));
  path = join(folder, 'history.csv');
  [brokenOff, stumbles] = [[], 0];
  server = new StandInServer(answer);
  address = await server.listen();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function answer({ route }: Asked): Answer {
  const status = { ...opened, over: route.endsWith('/finish') };
  if (route === 'GET /api/organisation') {
    return { status: 200, body: { version: 1, appliedAt: '2026-01-01T00:00:00Z', appliedBy: null, document } };
  }
  if (route === 'GET /api/replays') return { status: 200, body: brokenOff };
  if (route.endsWith('/steps')) stumbles -= 1;
  if (route.endsWith('/steps') && stumbles >= 0) return problem('store-unavailable', 'The store is away.');
  return { status: 200, body: status };
}

async function replay(csv: string, ...options: string[]): Promise<Said> {
  await writeFile(path, csv);
  return type(['replay', path, '--server', address, ...options]);
}

function steps(): [string, string[]][] {
  return server.asked
    .filter(({ route }) => route === `POST /api/replays/${id}/steps`)
    .map(({ body }) => ReplayStepBody.parse(body))
    .map(({ now, observations }) => [now, observations.map(({ indicator }) => indicator)]);
}

describe('synco replay', () => {
  test('sends one step for each moment, in order, and finishes', async () => {
    const csv = 'a,2026-01-02,1\na,2026-01-01,1\nb,2026-01-01,2\n';
    const { exitCode, out } = await replay(csv, '--name', 'History', '--still-open', 'keep');
    expect([exitCode, out]).toEqual([0, '3 figures over 2 periods replayed, 0 refused.\n']);
    expect(steps()).toEqual([
      ['2026-01-02T00:00:00.000Z', ['a', 'b']],
      ['2026-01-03T00:00:00.000Z', ['a']],
    ]);
    expect(server.asked.find(({ route }) => route === 'POST /api/replays')?.body).toEqual({
      name: 'History',
      total: 3,
    });
    expect(server.asked.at(-1)).toMatchObject({ route: `POST /api/replays/${id}/finish`, body: { stillOpen: 'keep' } });
  });

  test('splits what one request cannot hold, at the same moment', async () => {
    const rows = Array.from({ length: 6000 }, (_, index) => `a,2026-01-01,${index}`);
    await replay(`${rows.join('\n')}\n`);
    expect(steps().map(([now, indicators]) => [now, indicators.length])).toEqual([
      ['2026-01-02T00:00:00.000Z', 5000],
      ['2026-01-02T00:00:00.000Z', 1000],
    ]);
  });

  test('sends a step again while the store is away', async () => {
    stumbles = 2;
    const { exitCode } = await replay('a,2026-01-01,1\n');
    expect([exitCode, steps().length]).toEqual([0, 3]);
  });

  test('that was broken off goes on where the server says that it stands', async () => {
    brokenOff = [
      { ...opened, id: '0b8e5b8e-6a0e-4a53-9d6c-3f8d2f1f7a10', name: 'History', total: 3, over: true },
      { ...opened, name: 'History', total: 3, now: '2026-01-03T00:00:00Z' },
    ];
    await replay('a,2026-01-01,1\na,2026-01-02,1\na,2026-01-03,1\n', '--name', 'History');
    expect(server.asked.map(({ route }) => route)).not.toContain('POST /api/replays');
    expect(steps().map(([now]) => now)).toEqual(['2026-01-03T00:00:00.000Z', '2026-01-04T00:00:00.000Z']);
  });

  test('refuses what is not over and ends with 2', async () => {
    const { exitCode, err } = await replay('a,2026-01-01,1\na,2999-01-01,1\n');
    expect([exitCode, steps().length]).toEqual([2, 1]);
    expect(err).toMatch(/line 2: .*\(period-in-future\)/);
  });

  test('with nothing to replay opens nothing', async () => {
    const { exitCode, err } = await replay('c,2026-01-01,1\n');
    expect(exitCode).toBe(1);
    expect(err).toContain('(indicator-unknown)');
    expect(server.asked.map(({ route }) => route)).toEqual(['GET /api/organisation']);
  });
});
