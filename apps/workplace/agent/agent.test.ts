import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Client } from '../client.js';
import { startAgent } from './agent.js';
import { nameOf } from './node-name.js';

let around: string;
let data: string;

beforeEach(async () => {
  around = await mkdtemp(join(tmpdir(), 'synco-node-'));
  data = join(around, 'node');
});

afterEach(() => rm(around, { recursive: true, force: true }));

const mode = async () => (await stat(data)).mode & 0o777;

async function startedAndStopped(): Promise<void> {
  const agent = await startAgent({
    data,
    client: new Client({ server: 'http://127.0.0.1:1' }, () => Promise.resolve()),
    bus: null,
    asksServer: false,
    viewer: null,
    watch: null,
    port: null,
    listening: { language: 'en', tell: () => undefined },
    log: pino({ level: 'silent' }),
  });
  await agent.stop();
}

describe("the node's folder", () => {
  it('is made for its user alone', async () => {
    await startedAndStopped();
    expect(await mode()).toBe(0o700);
  });

  it('is closed to others where it was open to them', async () => {
    await mkdir(data);
    await chmod(data, 0o755);
    await startedAndStopped();
    expect(await mode()).toBe(0o700);
  });

  it('is for its user alone also where the key is made before the node runs', async () => {
    await nameOf(data);
    expect(await mode()).toBe(0o700);
  });
});
