import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { SessionOpened } from '#libs/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../kit/bus-reader.js';
import { ask, found } from '../kit/founding.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 60_000;
const program = fileURLToPath(new URL('../../dist/apps/regulator/backup/main.js', import.meta.url));
const run = promisify(execFile);
/** The day so many days before today, in UTC. */
function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

const accounts = { ACCESS: 'accounts' };
const document = {
  name: 'Union',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
  indicators: [
    { id: 'cloth', unit: 'weavers', name: 'Cloth', measure: 'm', cadence: 'day', scale: 'positive', good: 'more' },
  ],
};
/** What one sees, in every page's words: if all of it is the same, nothing was lost. */
const looks = [
  'organisation',
  'units',
  'units/weavers',
  'units/weavers/people',
  'units/weavers/agreements',
  'units/weavers/nodes',
  'units/weavers/looks',
  `units/weavers/reports?from=${dayBefore(60)}&to=${dayBefore(0)}`,
  'indicators/cloth/series',
  'alerts?state=all',
  'notices?from=2026-01-01T00:00:00Z',
  'me/channels',
  'refused',
];
let server: PostgresServer;
let folder: string;
let first: RunningRegulator;
let dataDir = '';
let before: unknown[] = [];
let keys: { rosa: string; ines: string };
let token = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-backup-'));
  server = await startPostgres();
  first = await startRegulator({ environment: accounts });
  dataDir = first.dataDir;
  keys = await found(first, document, 'weavers');
  const ines = { address: first.address, bearer: keys.ines };
  const days = Array.from({ length: 40 }, (_, n) => dayBefore(39 - n));
  // The line separator ends a line for some readers; the value has more digits than a decimal number shows.
  const note = 'One\u2028two "three" \\ four';
  const figures = days.map((period, n) => ({
    id: `f${n}`,
    indicator: 'cloth',
    period,
    value: 100.1 + (n % 7) / 3,
    note,
  }));
  await ask(ines, 'POST', 'observations', { observations: [...figures.slice(0, -1), { ...figures.at(-1), value: 3 }] });
  const alerted = async () => JSON.stringify(await ask(ines, 'GET', 'alerts')).includes('"deviation"');
  await until('the alert is there', alerted);
  const cord = { id: randomUUID(), sign: 'pain', text: 'The belt slips' };
  await ask(ines, 'POST', 'cords', cord);
  const photo = await readFile(new URL('../../apps/opsroom/public/icon-192.png', import.meta.url));
  const headers = { authorization: `Bearer ${keys.ines}`, 'content-type': 'image/png' };
  await fetch(`${first.address}/api/alerts/cord-${cord.id}/photo`, { method: 'PUT', headers, body: photo });
  const admitted = await ask(ines, 'POST', 'units/weavers/nodes', { id: randomUUID(), name: 'Loom', indicators: null });
  token = /"token":"([^"]+)"/.exec(JSON.stringify(admitted))?.[1] ?? '';
  before = await seen(first.address, keys.ines);
  await first.stop({ keepData: true });
}, patience);

afterAll(async () => {
  await server?.stop();
  for (const gone of [folder, dataDir]) await rm(gone, { recursive: true, force: true });
}, patience);

/** What each page is made of, but for what depends on the instant of looking. */
async function seen(address: string, bearer: string): Promise<unknown[]> {
  const answers = await Promise.all(looks.map((path) => ask({ address, bearer }, 'GET', path)));
  return JSON.parse(JSON.stringify(answers, (name, value: unknown) => (name === 'left' ? null : value)));
}

async function command(name: string, file: string, environment: object): Promise<string> {
  const env = { PATH: process.env['PATH'], ...environment };
  return (await run(process.execPath, [program, name, file], { env })).stderr;
}

/** Ines signs in anew: sessions are no part of a backup. */
async function signIn(address: string): Promise<string> {
  const body = { email: 'ines@union.example', password: 'twelve and more', carry: 'key' };
  return SessionOpened.parse(await ask({ address, bearer: '' }, 'POST', 'sign-in', body)).key ?? '';
}

async function sameThere(environment: Record<string, string>, dataDirThere?: string): Promise<void> {
  const there = await startRegulator({ environment, ...(dataDirThere && { dataDir: dataDirThere }) });
  try {
    await expect(ask({ address: there.address, bearer: keys.ines }, 'GET', 'units')).rejects.toThrow('sign-in-needed');
    const bearer = await signIn(there.address);
    expect(await seen(there.address, bearer)).toEqual(before);
    // It goes on: numbers that the database gives, the log, and the node's token.
    const node = { address: there.address, bearer: token };
    await ask(node, 'POST', 'observations', { id: 'after', indicator: 'cloth', period: dayBefore(45), value: 101 });
    const status = async () =>
      JSON.stringify(await ask({ address: there.address, bearer }, 'GET', 'observations/after'));
    await until('the figure is assessed', async () => (await status()).includes('"assessed"'));
    const body = { id: randomUUID(), dealWithin: 'PT2H' };
    await ask({ address: there.address, bearer }, 'POST', 'units/weavers/agreements', body);
  } finally {
    await there.stop({ keepData: true });
  }
}

test('one command backs everything up, and one brings it back: embedded, on PostgreSQL, and from one to the other', async () => {
  const file = join(folder, 'first.synco');
  await command('backup', file, { DATA_DIR: dataDir });
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  await expect(command('backup', file, { DATA_DIR: dataDir })).rejects.toThrow('The file cannot be used');
  await expect(command('backup', join(folder, 'none'), { DATA_DIR: folder })).rejects.toThrow('There is no store');
  const withNpm = { DATA_DIR: dataDir, npm_lifecycle_event: 'backup' };
  await expect(command('backup', '-', withNpm)).rejects.toThrow('Say npm run --silent');
  await expect(command('backup', join(folder, 'none'), { DATABASE_URL: server.url })).rejects.toThrow('no store');

  const again = join(folder, 'again');
  expect(await command('restore', file, { DATA_DIR: again })).toMatch(/^\d+ rows are back\.$/m);
  await sameThere(accounts, again);

  const { url } = server;
  await command('restore', file, { DATABASE_URL: url });
  const running = await startRegulator({ environment: { ...accounts, DATABASE_URL: url } });
  const second = join(folder, 'second.synco');
  await command('backup', second, { DATABASE_URL: url });
  await running.stop();
  await sameThere({ ...accounts, DATABASE_URL: url });
  const back = join(folder, 'back');
  await command('restore', second, { DATA_DIR: back });
  await sameThere(accounts, back);
}, 400_000);

test(
  'what is no whole backup, or would go over something, is refused, and nothing is changed',
  async () => {
    const file = join(folder, 'refused.synco');
    await command('backup', file, { DATA_DIR: dataDir });
    const packed = await readFile(file);
    const empty = { DATA_DIR: join(folder, 'empty') };
    const broken = join(folder, 'broken.synco');
    const lines = gunzipSync(packed).toString().split('\n');
    const other = JSON.parse(lines[0] ?? '');
    const heading = JSON.stringify({ ...other, schema: [...other.schema, 'schema/999-later.sql'] });
    const faults: [Buffer, string][] = [
      [gzipSync('x'.repeat(64_000_001)), 'none has lines so long'],
      [gzipSync([lines[0], '{"table":"head"}', '{"sequence":1}', lines.at(-2), ''].join('\n')), 'does not take a row'],
      [packed.subarray(0, packed.length - 400), 'no whole backup'],
      [gzipSync(lines.slice(0, -3).join('\n')), 'is cut off'],
      [gzipSync([...lines.slice(0, 40), ...lines.slice(41)].join('\n')), 'is cut off'],
      [randomBytes(2_000), 'no whole backup'],
      [gzipSync('{"hello":1}\n'), 'no backup of Synco'],
      [gzipSync([heading, ...lines.slice(1)].join('\n')), 'of a newer version (schema/999-later.sql)'],
    ];
    for (const [content, said] of faults) {
      await writeFile(broken, content);
      await expect(command('restore', broken, empty)).rejects.toThrow(said);
    }
    await expect(command('restore', file, { DATA_DIR: dataDir })).rejects.toThrow('something in the store already');
    await expect(command('restore', join(folder, 'nowhere'), empty)).rejects.toThrow('The file cannot be used');
    expect(await command('restore', file, empty)).toContain('rows are back');
  },
  4 * patience,
);

test(
  'a folder that a regulator uses is not touched',
  async () => {
    const running = await startRegulator({ environment: accounts, dataDir });
    await expect(command('backup', join(folder, 'busy'), { DATA_DIR: dataDir })).rejects.toThrow('is in use');
    await running.stop({ keepData: true });
  },
  patience,
);
