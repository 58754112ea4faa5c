import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit } from './kit.js';

const right = 'a long enough password';
const wrong = 'not the password';
const document = { name: 'Locked', units: [{ id: 'union', name: 'Union', parent: null, timeZone: 'UTC' }] };
let kit: Kit;
let crowd: Crowd;
let address = 0;

beforeAll(async () => {
  const settings = { ACCESS: 'accounts', TRUSTED_PROXIES: '127.0.0.0/8' };
  kit = await openKit({ now: '2026-11-23T08:00:00Z', settings });
  crowd = await Crowd.begin(kit, document);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

/** Tries from an address of its own each time. */
const attempt = (password: string, cookie = '') =>
  kit.call('POST', '/api/sign-in', {
    headers: { cookie, 'x-forwarded-for': `203.0.113.${(address += 1)}` },
    body: { email: 'rosa@synco.example', password },
  });

test('wrong passwords lock the account, but not its person out of a browser in which they came in before', async () => {
  const browser = (await attempt(right)).headers.getSetCookie()[1]?.split(';')[0] ?? '';
  for (let n = 0; n < 6; n += 1) await attempt(wrong);
  for (const cookie of ['', `${browser.slice(0, -1)}-`, `synco-browser=${'A'.repeat(43)}`, 'synco-browser='])
    expect(codeOf(await attempt(right, cookie))).toBe('sign-in-refused');
  expect((await attempt(right, browser)).status).toBe(200);
  for (let n = 0; n < 9; n += 1) expect(codeOf(await attempt(wrong, browser))).toBe('sign-in-refused');
  expect(codeOf(await attempt(right, browser))).toBe('sign-in-refused');
});

test('such a browser is known until the password is another one', async () => {
  kit.clock.now = '2026-11-23T12:00:00Z';
  const browser = (await attempt(right)).headers.getSetCookie()[1]?.split(';')[0] ?? '';
  const changed = await kit.call('POST', '/api/me/password', {
    ...crowd.as('rosa'),
    body: { old: right, password: 'another long password' },
  });
  const [renewed] = changed.headers.getSetCookie();
  expect(renewed).toMatch(/^synco-browser=[\w-]{43};/);
  expect(renewed?.split(';')[0]).not.toBe(browser);
});
