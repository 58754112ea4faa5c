import { Me, SessionOpened } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, codeOf, type Kit, openKit, read } from './kit.js';

const document = {
  name: 'People',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC', level: 'federation' },
    { id: 'works', name: 'Works', parent: 'union', votes: { quorum: 0.5, within: 'P2D' } },
    { id: 'weavers', name: 'Weavers', parent: 'works' },
    { id: 'dyers', name: 'Dyers', parent: 'works' },
  ],
  indicators: [
    { id: 'cloth', unit: 'weavers', name: 'Cloth', measure: 'm', cadence: 'day', scale: 'positive', good: 'more' },
  ],
};
const password = 'a long enough password';
let kit: Kit;
const keys = new Map<string, string>();

beforeAll(async () => {
  kit = await openKit({
    now: '2026-11-23T08:00:00Z',
    settings: { ACCESS: 'accounts', PUBLIC_URL: 'https://synco.example' },
  });
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const as = (name: string, unit?: string) => ({
  headers: {
    authorization: `Bearer ${keys.get(name) ?? ''}`,
    ...(unit === undefined ? {} : { 'synco-as': `${encodeURIComponent(name)}@${unit}` }),
  },
});

const keyIn = (link: string) => link.slice(link.lastIndexOf('/') + 1);

async function signIn(email: string, secret = password): Promise<Answer> {
  return kit.call('POST', '/api/sign-in', { body: { email, password: secret, carry: 'key' } });
}

async function use(name: string, link: string, more: object = {}): Promise<void> {
  const body = { key: keyIn(link), password, carry: 'key', ...more };
  keys.set(name, read(SessionOpened, await kit.call('POST', '/api/links/use', { body })).key ?? '');
}

describe('coming in', () => {
  test('the first account is made by the link that the server has said, once', async () => {
    const [said = ''] = kit.said;
    const link = /https:\S+/.exec(said)?.[0] ?? '';
    expect(codeOf(await kit.call('GET', '/api/units'))).toBe('sign-in-needed');
    expect((await kit.call('GET', '/')).headers.get('strict-transport-security')).toBe('max-age=31536000');
    for (const path of ['/%61pi/units', '/api/%75nits', '/api/units?as=rosa@union', '/api/units/'])
      expect([path, (await kit.call('GET', path)).status]).not.toEqual([path, 200]);
    const shown = await kit.call('POST', '/api/links/read', { body: { key: keyIn(link) } });
    expect(shown.body).toMatchObject({ purpose: 'first', name: null });
    await use('rosa', link, { name: 'rosa', email: 'Rosa@Synco.example' });
    expect(read(Me, await kit.call('GET', '/api/me', as('rosa')))).toMatchObject({
      access: 'accounts',
      person: { name: 'rosa', email: 'rosa@synco.example' },
      mandates: [],
    });
    const again = { key: keyIn(link), password, name: 'Eve', email: 'eve@synco.example' };
    expect(codeOf(await kit.call('POST', '/api/links/use', { body: again }))).toBe('link-expired');
  });

  test('whoever brings a tree into being speaks for its root', async () => {
    expect((await kit.call('PUT', '/api/organisation', { ...as('rosa'), body: document })).status).toBe(200);
    const { mandates } = read(Me, await kit.call('GET', '/api/me', as('rosa')));
    expect(mandates).toMatchObject([{ unit: 'union', role: 'delegate', until: null, vote: null }]);
  });

  test('a wrong password, an unknown address and a locked account are refused in the same words', async () => {
    const unknown = await signIn('nobody@synco.example');
    const wrong = await signIn('rosa@synco.example', 'not the password');
    expect(codeOf(wrong)).toBe('sign-in-refused');
    expect(wrong.body).toEqual(unknown.body);
    for (let n = 0; n < 4; n += 1) await signIn('rosa@synco.example', 'not the password');
    const locked = await signIn('rosa@synco.example');
    expect(locked.body).toEqual(unknown.body);
    kit.clock.now = '2026-11-23T08:03:00Z';
    expect((await signIn('rosa@synco.example')).status).toBe(200);
  });

  test('the cookie is out of reach for scripts and other sites, and carries the session', async () => {
    const answer = await kit.call('POST', '/api/sign-in', { body: { email: 'rosa@synco.example', password } });
    expect(read(SessionOpened, answer).key).toBeNull();
    const [cookie = '', browser] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-synco=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(browser).toMatch(
      /^__Host-synco-browser=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await kit.call('GET', '/api/units', { headers })).status).toBe(200);
    expect((await kit.call('POST', '/api/sign-out', { headers })).status).toBe(200);
    expect(codeOf(await kit.call('GET', '/api/units', { headers }))).toBe('sign-in-needed');
  });

  test('whoever signs out everywhere has no session left, and others keep theirs', async () => {
    const opened = read(SessionOpened, await signIn('rosa@synco.example'));
    const everywhere = await kit.call('POST', '/api/me/sign-out-everywhere', {
      headers: { authorization: `Bearer ${opened.key ?? ''}` },
    });
    expect(everywhere.status).toBe(200);
    expect(codeOf(await kit.call('GET', '/api/units', as('rosa')))).toBe('sign-in-needed');
    expect(codeOf(await kit.call('POST', '/api/me/sign-out-everywhere', as('rosa')))).toBe('sign-in-needed');
    keys.set('rosa', read(SessionOpened, await signIn('rosa@synco.example')).key ?? '');
  });

  test('what a page has from one person is not done as another who has come in since', async () => {
    const { person } = read(Me, await kit.call('GET', '/api/me', as('rosa')));
    const from = (id = '') => ({ headers: { ...as('rosa').headers, 'synco-person': id } });
    expect(codeOf(await kit.call('GET', '/api/units', from(person?.id)))).toBe('200');
    const other = from('6f2b8f7e-0000-4000-8000-000000000001');
    expect(codeOf(await kit.call('GET', '/api/units', other))).toBe('signed-in-otherwise');
    expect(codeOf(await kit.call('POST', '/api/observations', { ...other, body: {} }))).toBe('signed-in-otherwise');
    expect(codeOf(await kit.call('GET', '/api/me', other))).toBe('200');
  });

  test('a session that was never given, or is malformed, is none', async () => {
    for (const authorization of ['Bearer', `Bearer ${'A'.repeat(43)}`, 'Bearer ../../etc', `Basic ${'A'.repeat(43)}`]) {
      expect(codeOf(await kit.call('GET', '/api/units', { headers: { authorization } }))).toBe('sign-in-needed');
    }
  });
});
