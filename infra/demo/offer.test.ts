import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';

interface Given {
  address: string;
  dataDir: string;
  synco: (...args: string[]) => Promise<void>;
  isOpen: boolean;
  isStopping: () => boolean;
}
interface Built {
  document: unknown;
  histories: { garments: string };
}

let dataDir: string;
let server: Server;
let commands: string[];
let applied: unknown;
let replays: { name: string; over: boolean }[];
/** What was sent along with each reading. */
let keys: (string | undefined)[];
let taken: boolean;

beforeEach(async () => {
  jest.spyOn(console, 'log').mockImplementation(() => {});
  dataDir = await mkdtemp(join(tmpdir(), 'synco-offer-'));
  commands = [];
  applied = null;
  replays = [];
  keys = [];
  taken = false;
  delete process.env['SYNCO_KEY'];
  server = createServer(({ url, headers }, response) => {
    if (url === '/api/sign-in/demo') {
      response.writeHead(taken ? 404 : 200).end(JSON.stringify({ key: 'the-key' }));
      return;
    }
    keys.push(headers.authorization);
    const organisation = applied === null ? { code: 'organisation-missing' } : { version: 1, document: applied };
    const missing = url === '/api/organisation' && applied === null;
    response.writeHead(missing ? 409 : 200).end(JSON.stringify(url === '/api/replays' ? replays : organisation));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(async () => {
  delete process.env['SYNCO_KEY'];
  jest.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  await rm(dataDir, { recursive: true });
});

async function synco(command = '', file = ''): Promise<void> {
  commands.push(`${command} ${basename(file)}`);
}

async function offer({ isOpen } = { isOpen: true }): Promise<void> {
  const offerDemo = await imported<(given: Given) => Promise<void>>('offer.mjs', 'offerDemo');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  await offerDemo({
    address: `http://127.0.0.1:${address.port}`,
    dataDir,
    synco,
    isOpen,
    isStopping: () => false,
  });
}

async function builtOn(today: string): Promise<Built> {
  const buildDemo = await imported<(today: string) => Built>('build.mjs', 'buildDemo');
  return buildDemo(today);
}

/** A function of a plain JavaScript file beside this one, under the type that the test relies on. */
async function imported<T>(file: string, name: string): Promise<T> {
  const Module = z.object({ [name]: z.custom<T>((value) => typeof value === 'function') });
  const found = Module.parse(await import(new URL(file, import.meta.url).href))[name];
  if (found === undefined) throw new Error(`${file} has no ${name}.`);
  return found;
}

describe('the demo is offered', () => {
  test('where people sign in, as whoever sets it up', async () => {
    await offer({ isOpen: false });
    expect(commands).toEqual(['organisation apply', 'replay garments.csv', 'replay europe.csv']);
    expect(keys).toEqual(['Bearer the-key', 'Bearer the-key']);
  });

  test('not where people have accounts of their own', async () => {
    taken = true;
    await offer({ isOpen: false });
    expect(commands).toEqual([]);
  });

  test('to an empty server: document, then both histories', async () => {
    await offer();
    expect(commands).toEqual(['organisation apply', 'replay garments.csv', 'replay europe.csv']);
  });

  test('not to a server that has an organisation of its own', async () => {
    applied = { name: 'Somebody else', indicators: [] };
    await offer();
    expect(commands).toEqual([]);
  });

  test('once: what was replayed is not replayed again', async () => {
    applied = (await builtOn('2026-11-22')).document;
    replays = ['Demo: garment teams', 'Demo: European manufacturing'].map((name) => ({ name, over: true }));
    await offer();
    expect(commands).toEqual([]);
  });

  test('again from where it was cut short, with the days of the document that was applied', async () => {
    const earlier = await builtOn('2026-06-10');
    applied = earlier.document;
    replays = [
      { name: 'Demo: garment teams', over: true },
      { name: 'Demo: European manufacturing', over: false },
    ];
    await offer();
    expect(commands).toEqual(['replay europe.csv']);
    expect(await readFile(join(dataDir, 'demo', 'garments.csv'), 'utf8')).toBe(earlier.histories.garments);
  });
});
