import { createHmac, randomUUID } from 'node:crypto';
import { AlertView, Channels, ChannelTried, type Delivery, DeliveryList } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type HttpSink, httpSink } from '../kit/http-sink.js';
import { PushBrowser, vouched } from '../kit/push-browser.js';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, read, until } from './kit.js';

const document = {
  name: 'Hooked',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
  indicators: [],
};
const start = '2026-11-23T12:00:00Z';
let sink: HttpSink;
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  sink = await httpSink();
  kit = await openKit({ now: start, settings: { ACCESS: 'accounts', WEBHOOK_HOSTS: sink.host } });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ana', { role: 'member', unit: 'weavers' });
}, 60_000);

beforeEach(() => {
  sink.received.splice(0);
  sink.status = 200;
  kit.clock.now = start;
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await sink.close();
});

const put = (...channels: object[]) =>
  kit.call('PUT', '/api/me/channels', { ...crowd.as('ana'), body: { timeZone: 'UTC', channels } });
const choose = async (...channels: object[]) => read(Channels, await put(...channels));
const webhook = () => ({ id: randomUUID(), kind: 'webhook', url: `${sink.url}/hook` });
const last = () => {
  const found = sink.received.at(-1);
  if (!found) throw new Error('Nothing has come.');
  return { ...found, said: (): unknown => JSON.parse(found.body.toString()) };
};

async function pull(text: string, wanted: (found: Delivery) => boolean): Promise<Delivery> {
  const body = { id: randomUUID(), sign: 'pain', text };
  const answer = await kit.call('POST', '/api/cords', { ...crowd.as('ana', 'weavers'), body });
  return reached(read(AlertView, answer, 201).alert.id, wanted);
}

async function reached(alert: string, wanted: (found: Delivery) => boolean): Promise<Delivery> {
  const ask = async () => {
    const list = read(DeliveryList, await kit.call('GET', '/api/me/deliveries', crowd.as('ana'))).deliveries;
    return list.filter((one) => one.alert === alert && wanted(one));
  };
  const [found] = await until(ask, ({ length }) => length > 0);
  if (!found) throw new Error('It has gone again.');
  return found;
}

const isSent = ({ state }: Delivery) => state === 'sent';

describe('an address', () => {
  test.each(['http://hooks.example/', 'https://127.0.0.1/', 'https://[::1]:8400/', 'https://169.254.169.254/latest'])(
    'that leads inside, or is not https, is refused: %s',
    async (url) => {
      expect(codeOf(await put({ ...webhook(), url }))).toBe('address-refused');
    },
  );

  test.each(['ftp://hooks.example/', 'nowhere', 'https://'])('that is none is refused: %s', async (url) => {
    expect(codeOf(await put({ ...webhook(), url }))).toBe('body-malformed');
  });
});

describe('a webhook', () => {
  test('is signed with a secret that is told once', async () => {
    const channel = webhook();
    const { made } = await choose(channel);
    expect(made).toEqual([{ channel: channel.id, secret: expect.stringMatching(/^synco-hook-[\w-]{43}$/) }]);
    expect((await choose(channel)).made).toEqual([]);
    const sent = await pull('The belt is torn', isSent);
    const { headers, body, said } = last();
    expect(said()).toMatchObject({ link: expect.stringContaining(sent.alert), news: [{ heard: 'raised' }] });
    const seconds = Date.parse(start) / 1000;
    const mark = createHmac('sha256', made[0]?.secret ?? '').update(`${seconds}.${body.toString()}`);
    expect(headers['synco-signature']).toBe(`t=${seconds},v1=${mark.digest('hex')}`);
  });

  test('that fails is tried again, the same letter', async () => {
    sink.status = 503;
    await choose(webhook());
    const failed = await pull('The lamp is out', ({ tries }) => tries === 1);
    expect(failed).toMatchObject({ state: 'waiting', reason: 'answered 503', dueAt: '2026-11-23T12:00:30.000Z' });
    const before = last().body;
    sink.status = 204;
    kit.clock.now = '2026-11-23T12:00:31Z';
    expect(await reached(failed.alert, isSent)).toMatchObject({ tries: 2, reason: null });
    expect(last().body).toEqual(before);
    expect(sink.received).toHaveLength(2);
  });

  test('that leads elsewhere is not followed; one that is gone is given up', async () => {
    const channel = webhook();
    await choose(channel);
    sink.status = 302;
    const tried = await kit.call('POST', `/api/me/channels/${channel.id}/test`, crowd.as('ana'));
    expect(read(ChannelTried, tried)).toEqual({ sent: false, reason: 'answered 302' });
    sink.status = 410;
    const given = await pull('Nobody there', ({ state }) => state === 'given-up');
    expect(given).toMatchObject({ reason: 'gone', tries: 1 });
    expect(sink.received.map(({ path }) => path)).toEqual(['/hook', '/hook']);
  });
});

const token = '123456:abcdefghijklmnopqrstuvwxyz';
const telegram = () => ({ id: randomUUID(), kind: 'telegram', url: sink.url, chat: '-100200', token });

describe('a channel of somebody’s own elsewhere', () => {
  test.each([
    [telegram, `/bot${token}/sendMessage`, { chat_id: '-100200', text: expect.stringContaining('Rain') }],
    [
      () => ({ id: randomUUID(), kind: 'ntfy', url: sink.url, topic: 'weavers' }),
      '/',
      { topic: 'weavers', title: 'Synco: New alert: Weavers' },
    ],
    [
      () => ({ id: randomUUID(), kind: 'matrix', url: sink.url, room: '!r:m.example', token: 'syt_x' }),
      expect.stringMatching(/^\/_matrix\/client\/v3\/rooms\/!r%3Am\.example\/send\/m\.room\.message\/./),
      { msgtype: 'm.text', body: expect.stringContaining('Rain') },
    ],
  ])('gets what it wants to have', async (channel, path, body) => {
    await choose(channel());
    await pull('Rain comes in', isSent);
    expect(last()).toMatchObject({ path });
    expect(last().said()).toMatchObject(body);
  });

  test('has a token that never comes out again, and goes to no other address', async () => {
    const { token: _, ...without } = telegram();
    expect(codeOf(await put(without))).toBe('token-missing');
    await choose({ ...without, token });
    expect(JSON.stringify(await choose(without))).not.toContain(token);
    await pull('Kept', isSent);
    expect(last().path).toContain(token);
    expect(codeOf(await put({ ...without, url: `${sink.url}/elsewhere` }))).toBe('token-missing');
  });
});

describe('what is pushed', () => {
  test('can be read by that browser alone, and is vouched for by the server', async () => {
    const browser = new PushBrowser();
    const push = { id: randomUUID(), kind: 'push', url: `${sink.url}/push/1`, name: 'My phone', keys: browser.keys };
    const { pushKey } = await choose(push);
    const sent = await pull('Fire', isSent);
    const { body, headers } = last();
    expect(headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm' });
    const shown: unknown = JSON.parse(browser.opened(body));
    const link = expect.stringContaining(`/#/alert/${encodeURIComponent(sent.alert)}`);
    expect(shown).toMatchObject({ title: 'Synco: New alert: Weavers', body: expect.stringContaining('Fire'), link });
    expect(() => new PushBrowser().opened(body)).toThrow('unable to authenticate');
    const { key, audience, subject } = vouched(headers.authorization ?? '');
    expect({ key, audience, subject }).toEqual({ key: pushKey, audience: sink.url, subject: 'mailto:synco@localhost' });
  });

  test('ends where the browser has gone; keys that are none are told', async () => {
    const keys = { ...new PushBrowser().keys, p256dh: 'B'.repeat(87) };
    const push = { id: randomUUID(), kind: 'push', url: `${sink.url}/push/2`, name: 'Mine', keys };
    await choose(push);
    const bad = await kit.call('POST', `/api/me/channels/${push.id}/test`, crowd.as('ana'));
    expect(read(ChannelTried, bad)).toMatchObject({ sent: false, reason: expect.stringMatching(/./) });
    await choose({ ...push, keys: new PushBrowser().keys });
    sink.status = 404;
    expect(await pull('Too late', ({ state }) => state === 'given-up')).toMatchObject({ reason: 'gone' });
  });

  test.each([
    ['sign-out-everywhere', {}],
    ['password', { old: 'a long enough password', password: 'a long enough password' }],
  ])('ends with all sessions, by %s: a browser may be lost', async (way, body) => {
    const keys = new PushBrowser().keys;
    const push = { id: randomUUID(), kind: 'push', url: `${sink.url}/push/3`, name: 'Lost', keys };
    await choose(push, webhook());
    expect((await kit.call('POST', `/api/me/${way}`, { ...crowd.as('ana'), body })).status).toBe(200);
    await crowd.signIn('ana');
    const left = read(Channels, await kit.call('GET', '/api/me/channels', crowd.as('ana'))).channels;
    expect(left.map(({ kind }) => kind)).toEqual(['webhook']);
  });
});
