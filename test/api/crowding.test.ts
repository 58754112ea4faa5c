import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, until } from './kit.js';

const limit = 80;
const streams = 50;
const document = {
  name: 'Crowding',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
};
let kit: Kit;
let crowd: Crowd;
const open: AbortController[] = [];

beforeAll(async () => {
  kit = await openKit({
    now: '2026-11-23T08:00:00Z',
    settings: { ACCESS: 'accounts', REQUESTS_A_MINUTE: String(limit), TRUSTED_PROXIES: '127.0.0.0/8' },
  });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ines', { role: 'coordinator', unit: 'weavers' });
  await crowd.admit('ana', { role: 'member', unit: 'weavers', by: ['ines'], from: 'weavers' });
});

afterEach(() => {
  for (const stream of open.splice(0)) stream.abort();
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const from = (address: string, headers: Record<string, string> = {}) => ({
  headers: { ...headers, 'x-forwarded-for': address },
});

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<Set<number>> {
  const seen = new Set<number>();
  for (let n = 0; n < count; n += 1) seen.add((await ask()).status);
  return seen;
}

/** Opens a stream and answers how that was answered. */
async function listen(name: string, unit: string): Promise<number> {
  const ending = new AbortController();
  const { headers } = crowd.as(name, unit);
  const answer = await fetch(`${kit.url}/api/stream`, { headers, signal: ending.signal });
  open.push(ending);
  return answer.status;
}

describe('who asks too often', () => {
  test('waits where nobody is known; others are not held up by it', async () => {
    const ask = (address: string) => kit.call('GET', '/api/me', from(address));
    expect(await statuses(limit, () => ask('203.0.113.9'))).toEqual(new Set([200]));
    const refused = await ask('203.0.113.9');
    expect([refused.status, codeOf(refused)]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await ask('203.0.113.10')).status).toBe(200);
    expect((await kit.call('GET', '/api/units', from('203.0.113.9', crowd.as('ines').headers))).status).toBe(200);
  });

  test('waits wherever the same account asks from, with keys that are made up too', async () => {
    let address = 0;
    const ask = (headers: Record<string, string>) =>
      kit.call('GET', '/api/units', from(`198.51.100.${(address += 1)}`, headers));
    expect(await statuses(limit + 1, () => ask(crowd.as('ana').headers))).toEqual(new Set([200, 429]));
    const madeUp = { authorization: `Bearer ${'x'.repeat(43)}` };
    const knock = () => kit.call('GET', '/api/units', from('192.0.2.7', madeUp));
    expect(await statuses(limit, knock)).toEqual(new Set([401]));
    expect((await knock()).status).toBe(429);
  });

  test('has its tries of a password counted by where it is', async () => {
    const body = { email: 'nobody@synco.example', password: 'a wrong password', carry: 'key' };
    const attempt = (address: string) => kit.call('POST', '/api/sign-in', { ...from(address), body });
    expect(await statuses(30, () => attempt('203.0.113.20'))).toEqual(new Set([403]));
    expect(codeOf(await attempt('203.0.113.20'))).toBe('too-many-tries');
    expect(codeOf(await attempt('203.0.113.21'))).toBe('sign-in-refused');
  });

  test('is counted as one where it has a whole network of IPv6 to try from', async () => {
    const body = { email: 'nobody@synco.example', password: 'a wrong password', carry: 'key' };
    let address = 0;
    const attempt = (network: string) =>
      kit.call('POST', '/api/sign-in', { ...from(`${network}::${(address += 1).toString(16)}`), body });
    expect(await statuses(30, () => attempt('2001:db8:0:7'))).toEqual(new Set([403]));
    expect(codeOf(await attempt('2001:db8:0:7'))).toBe('too-many-tries');
    expect(codeOf(await attempt('2001:db8:0:8'))).toBe('sign-in-refused');
  });

  test('is not mistaken for a hall full of people who come in behind one address', async () => {
    const body = { email: 'ines@synco.example', password: 'a long enough password', carry: 'key' };
    const attempt = () => kit.call('POST', '/api/sign-in', { ...from('203.0.113.30'), body });
    expect(await statuses(40, attempt)).toEqual(new Set([200]));
  });

  test('cannot say itself where it is: only a proxy that the settings name is believed', async () => {
    const other = await openKit({ settings: { ACCESS: 'accounts', REQUESTS_A_MINUTE: '5' } });
    let address = 0;
    const ask = () => other.call('GET', '/api/me', from(`203.0.113.${(address += 1)}`));
    const seen = await statuses(6, ask);
    await other.stop();
    await other.remove();
    expect(seen).toEqual(new Set([200, 429]));
  });
});

test('one account listens on fifty streams at most, and on another as soon as one is closed', async () => {
  const first = new Set<number>();
  for (let n = 0; n < streams; n += 1) first.add(await listen('rosa', 'union'));
  expect(first).toEqual(new Set([200]));
  expect(await listen('rosa', 'union')).toBe(429);
  expect(await listen('ines', 'weavers')).toBe(200);
  open[0]?.abort();
  const again = () => listen('rosa', 'union');
  expect(await until(again, (status) => status === 200)).toBe(200);
});
