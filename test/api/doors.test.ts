import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Health } from '#libs/contracts';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { apply, federation, noon, post } from './works.js';

let kit: Kit;
let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'synco-page-'));
  await mkdir(join(place, 'page'));
  await writeFile(join(place, 'page', 'index.html'), '<!doctype html><title>Synco</title>');
  await writeFile(join(place, 'secret.txt'), 'not for reading');
  kit = await openKit({ now: noon, page: join(place, 'page') });
  await apply(kit, federation());
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await rm(place, { recursive: true });
});

/** A request whose path and headers are sent exactly as they are written. */
function raw(
  path: string,
  headers: Record<string, string> = {},
  url = kit.url,
): Promise<{ status: number; body: string }> {
  return new Promise((done, fail) => {
    const { port } = new URL(url);
    const sent = request({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += String(chunk);
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', fail);
    sent.end();
  });
}

describe('who is let in', () => {
  it.each(['localhost', 'LOCALHOST:1', '[::1]:80', '127.0.0.1'])('a request that names the host %s', async (host) =>
    expect((await raw('/api/units', { host })).status).toBe(200),
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:80',
    'localhost@evil.example',
    'evil.example:8400',
  ])('not one that names the host "%s"', async (host) => {
    const { status, body } = await raw('/api/units', { host });
    expect([status, JSON.parse(body)]).toMatchObject([421, { code: 'host-foreign' }]);
  });

  it('one that names a host at which people reach the server, as the settings say', async () => {
    const other = await openKit({
      settings: { ACCESS: 'accounts', PUBLIC_URL: 'https://people.example:8443', ALLOWED_HOSTS: 'synco.example' },
    });
    const statuses = [];
    for (const host of ['people.example', 'people.example:8443', 'synco.example:8400', 'evil.example'])
      statuses.push((await raw('/api/me', { host }, other.url)).status);
    await other.stop();
    await other.remove();
    expect(statuses).toEqual([200, 200, 200, 421]);
  });

  it.each(['http://evil.example', 'null', 'http://localhost:1', 'nonsense'])(
    'nor one from a page of %s, whatever it asks for',
    async (origin) => {
      const asked = { headers: { origin }, body: federation() };
      expect(codeOf(await kit.call('PUT', '/api/organisation', asked))).toBe('origin-foreign');
      expect(codeOf(await kit.call('GET', '/health', { headers: { origin } }))).toBe('origin-foreign');
    },
  );

  it('but one from the own page', async () => {
    expect((await kit.call('GET', '/api/units', { headers: { origin: kit.url } })).status).toBe(200);
  });
});

describe('the page', () => {
  it('may load only what this server has, and stands in no frame', async () => {
    for (const path of ['/', '/api/units', '/nothing']) {
      const { headers } = await kit.call('GET', path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('leaves nothing of what anybody was answered in a browser or a proxy', async () => {
    for (const path of ['/api/units', '/%61pi/units', '/api/nothing', '/api/me'])
      expect((await kit.call('GET', path)).headers.get('cache-control')).toBe('no-store');
    expect((await kit.call('GET', '/')).headers.get('cache-control')).not.toBe('no-store');
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt'])(
    'gives no file outside its folder at %s',
    async (path) => {
      expect((await raw('/')).body).toContain('<title>Synco</title>');
      const { status, body } = await raw(path);
      expect([status, JSON.parse(body)]).toMatchObject([404, { code: 'not-found' }]);
    },
  );
});

describe('addresses that are none', () => {
  it.each(['/nothing', '/api/nothing', '/%ZZ', '/api/units/%E0%A4%A', `/api/alerts/${'x'.repeat(5_000)}`])(
    'number %# is not found, and says so as a problem',
    async (path) => expect(codeOf(await kit.call('GET', path))).toBe('not-found'),
  );

  it.each(['/%00', '/api/observations/%00', '/api/alerts/%00', '/api/alerts?indicator=a%00'])(
    '%s is refused before anything looks it up',
    async (path) => expect(codeOf(await kit.call('GET', path, { as: 'Ana@team-a' }))).toBe('query-malformed'),
  );

  it.each(['__proto__', 'constructor', 'toString'])('%s is no unit', async (id) => {
    expect(codeOf(await kit.call('GET', `/api/units/${id}`, { as: 'Ana@team-a' }))).toBe('unit-unknown');
  });
});

describe('the name of the viewer', () => {
  it.each(['Ana', '@team-a', 'Ana@', 'Ana@Team A', 'Ana@__proto__', '%E0%A4%A@team-a', '%00@team-a', 'a%0ab@team-a'])(
    '%s cannot be read',
    async (as) => expect(codeOf(await kit.call('GET', '/api/alerts', { as }))).toBe('viewer-malformed'),
  );

  it('cannot be endless', async () => {
    expect(codeOf(await kit.call('GET', '/api/alerts', { as: `${'x'.repeat(8_000)}@team-a` }))).toBe(
      'viewer-malformed',
    );
    expect((await raw('/api/alerts', { 'Synco-As': `${'x'.repeat(40_000)}@team-a` })).status).toBe(431);
  });

  it('may be in any script, percent-encoded, and hold an @', async () => {
    const as = `${encodeURIComponent('Añá @ 東京 😀')}@team-a`;
    expect((await kit.call('GET', '/api/alerts', { as })).status).toBe(200);
  });
});

describe('what is no request at all', () => {
  it.each([
    ['GARBAGE\r\n\r\n', 'request-malformed'],
    ['GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 'host-foreign'],
    ['GET / HTTP/9.9\r\n\r\n', 'request-malformed'],
    ['GET / HTTP/1.1\r\nno header\r\n\r\n', 'request-malformed'],
    [`GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 'head-too-large'],
    ['POST /api/cords HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n', 'request-malformed'],
  ])('number %# is refused with a code', async (text, code) => {
    const answer = await spoken(text);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ code, advice: expect.any(String) });
  });
});

/** What the server answers to these very bytes. */
function spoken(text: string): Promise<string> {
  const { hostname, port } = new URL(kit.url);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => done(answer));
    socket.on('error', fail);
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
  });
}

describe('bodies that nobody should send', () => {
  const nested = '['.repeat(50_000) + ']'.repeat(50_000);

  it.each(['{', '', 'null', '1', '"x"', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', nested])(
    'number %# is no body',
    async (body) => expect(codeOf(await kit.call('POST', '/api/observations', { body }))).toBe('body-malformed'),
  );

  it.each(['/api/observations', '/api/replays'])('%s takes none that is nested without end', async (path) => {
    const body = `{"name":${nested},"observations":[${nested}]}`;
    expect(codeOf(await kit.call('POST', path, { body }))).toBe('body-malformed');
  });

  it('is no figure in another type of content, nor in one of nine megabytes', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(codeOf(await kit.call('POST', '/api/observations', { body: '{}', headers }))).toBe('body-malformed');
    const body = JSON.stringify({ note: 'x'.repeat(9 * 1024 * 1024) });
    expect(codeOf(await kit.call('POST', '/api/observations', { body }))).toBe('body-too-large');
  });

  it.each([
    ['an endless number', '{"indicator":"a.output","period":"2026-03-09","value":1e999}'],
    ['a number that no sum could hold', '{"indicator":"a.output","period":"2026-03-09","value":1.7e308}'],
    ['a number in letters', '{"indicator":"a.output","period":"2026-03-09","value":"NaN"}'],
    ['a count that no column holds', '{"indicator":"a.output","period":"2026-03-09","value":1,"n":9007199254740991}'],
    ['a note with a zero byte', '{"indicator":"a.output","period":"2026-03-09","value":1,"note":"a\\u0000b"}'],
    ['a note with half a letter', '{"indicator":"a.output","period":"2026-03-09","value":1,"note":"\\ud800"}'],
    ['an id with a zero byte', '{"id":"\\u0000"}'],
    ['a property with a zero byte', '{"\\u0000":1,"indicator":"a.output","period":"2026-03-09","value":1}'],
    ['a letter across the end of the excerpt', `{"x":"${'x'.repeat(293)}😀😀"}`],
    ['the year 0', '{"indicator":"a.output","at":"0000-01-01T00:00:00Z","value":1}'],
    ['a time of posting in the year 0', JSON.stringify({ ...figure(), postedAt: '0000-01-01T00:00:00Z' })],
    ['a list', '[]'],
  ])('%s is refused as that one item, and stops nothing', async (_, body) => {
    const answer = await kit.call('POST', '/api/observations', { body });
    expect(answer).toMatchObject({
      status: 202,
      body: { ids: [null], refused: [{ index: 0, code: expect.stringMatching(/^(observation|period)-malformed$/) }] },
    });
  });

  it('leaves a partition that goes on', async () => {
    await post(kit, 'Ana@team-a', [figure()]);
    const look = async () => read(Health, await kit.call('GET', '/health')).checks['consumer'];
    const consumer = await until(look, (found) => found?.detail === '0 records wait');
    expect(consumer).toEqual({ ok: true, detail: '0 records wait' });
  });
});

function figure(): object {
  return { indicator: 'a.output', period: '2026-03-09', value: 1 };
}
