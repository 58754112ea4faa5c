import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type } from '../../apps/workplace/testing/terminal.js';
import { Crowd } from './crowd.js';
import { type Kit, openKit } from './kit.js';

const password = 'a long enough password';
const document = {
  name: 'Weavers',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
  indicators: [
    { id: 'cloth', unit: 'weavers', name: 'Cloth', measure: 'm', cadence: 'day', scale: 'positive', good: 'more' },
  ],
};
let kit: Kit;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-keys-'));
  kit = await openKit({ settings: { ACCESS: 'accounts' } });
  const crowd = await Crowd.begin(kit, document);
  await crowd.admit('ana', { role: 'member', unit: 'weavers' });
}, 60_000);

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await rm(folder, { recursive: true });
});

const synco = (argv: string[], stdin = '', as = 'ana@weavers') =>
  type(argv, { stdin, env: { SYNCO_SERVER: kit.url, SYNCO_AS: as, XDG_CONFIG_HOME: folder } });
const post = () => synco(['post', 'cloth', '412', '--period', '2026-11-02']);
const keys = () => join(folder, 'synco', 'keys.json');

describe('the command line where people sign in', () => {
  test('posts nothing before, and says what to do', async () => {
    const said = await post();
    expect(said.exitCode).not.toBe(0);
    expect(said.err).toMatch(/sign in/i);
  });

  test('no password at all is told, and not waited for', async () => {
    const said = await synco(['sign-in', 'ana@synco.example'], '');
    expect(said).toMatchObject({ exitCode: 1, err: expect.stringContaining('No password was given. (usage-wrong)') });
  });

  test('a file that is none is told with a code', async () => {
    const said = await synco(['import', join(folder, 'x'.repeat(300))]);
    expect(said).toMatchObject({ exitCode: 1, err: expect.stringMatching(/\(file-unreadable\)/) });
  });

  test('a wrong password opens nothing and is kept nowhere', async () => {
    const said = await synco(['sign-in', 'ana@synco.example'], 'something else\n');
    expect(said).toMatchObject({ exitCode: 1, out: '' });
    await expect(stat(keys())).rejects.toThrow('ENOENT');
  });

  test('the password is read without being shown, and the key of the session is for the user alone', async () => {
    const said = await synco(['sign-in', 'ana@synco.example'], `${password}\n`);
    expect(said.exitCode).toBe(0);
    const kept = await readFile(keys(), 'utf8');
    expect([...Object.keys(JSON.parse(kept)), `${said.out}${said.err}`.includes(password)]).toEqual([kit.url, false]);
    expect((await stat(keys())).mode % 0o1000).toBe(0o600);
    expect(await post()).toMatchObject({ exitCode: 0 });
  });

  test('what is not hers to do is refused with its code', async () => {
    const path = join(folder, 'organisation.json');
    await writeFile(path, JSON.stringify(document));
    const said = await synco(['organisation', 'apply', path]);
    expect(said.exitCode).toBe(1);
    expect(said.err).toContain('not-allowed');
    const foreign = await synco(['post', 'cloth', '1', '--period', '2026-11-03'], '', 'ana@union');
    expect(foreign.err).toContain('mandate-missing');
  });

  test('signed out, the key is forgotten on both sides', async () => {
    const kept = JSON.parse(await readFile(keys(), 'utf8'))[kit.url];
    expect((await synco(['sign-out'])).exitCode).toBe(0);
    await expect(stat(keys())).rejects.toThrow('ENOENT');
    const again = await kit.call('GET', '/api/units', { headers: { authorization: `Bearer ${kept}` } });
    expect(again.status).toBe(401);
  });
});
