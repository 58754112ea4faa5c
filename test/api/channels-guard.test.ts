import { randomUUID } from 'node:crypto';
import { AlertView, Channels, DeliveryList } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type HttpSink, httpSink } from '../kit/http-sink.js';
import { PushBrowser } from '../kit/push-browser.js';
import { type SmtpSink, smtpSink } from '../kit/smtp-sink.js';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, read, until } from './kit.js';

const document = {
  name: 'Guarded',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
  indicators: [],
};
const start = '2026-11-23T12:00:00Z';
const Letter = z.object({ news: z.array(z.object({ alert: z.string() })) });
let mails: SmtpSink;
let hooks: HttpSink;
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  [mails, hooks] = await Promise.all([smtpSink(), httpSink()]);
  const mail = { SMTP_URL: mails.url, MAIL_FROM: 'synco@synco.example' };
  kit = await openKit({ now: start, settings: { ACCESS: 'accounts', WEBHOOK_HOSTS: hooks.host, ...mail } });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ana', { role: 'member', unit: 'weavers' });
}, 60_000);

beforeEach(() => {
  kit.clock.now = start;
  hooks.received.splice(0);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await Promise.all([mails.close(), hooks.close()]);
});

const choose = (channels: readonly object[], more: object = {}) =>
  kit.call('PUT', '/api/me/channels', { ...crowd.as('ana'), body: { timeZone: 'UTC', channels, ...more } });
const keyIn = (text: string) => /#\/\w+\/([\w-]{43})/.exec(text.replaceAll(/=\r?\n/g, ''))?.[1];

async function pull(text: string): Promise<string> {
  const body = { id: randomUUID(), sign: 'pain', text };
  const answer = await kit.call('POST', '/api/cords', { ...crowd.as('ana', 'weavers'), body });
  return read(AlertView, answer, 201).alert.id;
}

describe('somebody who never asked for it', () => {
  test('is mailed ten times a day at most by one account, under whatever ids', async () => {
    const codes: string[] = [];
    for (let times = 0; times < 12; times += 1)
      codes.push(codeOf(await choose([{ id: randomUUID(), kind: 'email', address: 'victim@elsewhere.example' }])));
    expect(codes).toEqual([...Array.from({ length: 10 }, () => '200'), 'too-many-tries', 'too-many-tries']);
    expect(mails.mails.filter(({ to }) => to === 'victim@elsewhere.example')).toHaveLength(10);
    expect(mails.mails.at(-1)?.text.replaceAll(/=\r?\n/g, '')).toMatch(/probably you[^]*probablemente usted/);
  });
});

describe('a letter', () => {
  test('holds no more than receivers take; what is left goes with the next', async () => {
    await choose([{ id: randomUUID(), kind: 'webhook', url: `${hooks.url}/hook` }], {
      digest: 'daily',
      digestAt: '20:00',
    });
    const pulled: string[] = [];
    for (let count = 0; count < 12; count += 1) pulled.push(await pull(`${count} ${'糸'.repeat(1_900)}`));
    const list = async () =>
      read(DeliveryList, await kit.call('GET', '/api/me/deliveries', crowd.as('ana'))).deliveries;
    await until(list, (found) => found.length === pulled.length);
    kit.clock.now = '2026-11-23T20:00:00Z';
    await until(list, (found) => found.every(({ state }) => state === 'sent'));
    expect(Math.max(...hooks.received.map(({ body }) => body.length))).toBeLessThan(100_000);
    expect(hooks.received.length).toBeGreaterThan(1);
    const told = hooks.received.flatMap(({ body }) => Letter.parse(JSON.parse(body.toString())).news);
    expect(told.map(({ alert }) => alert).toSorted()).toEqual(pulled.toSorted());
  });
});

describe('a password that was lost', () => {
  test('ends what is pushed to browsers: one of them may be lost with it', async () => {
    const push = {
      id: randomUUID(),
      kind: 'push',
      url: `${hooks.url}/push`,
      name: 'Lost',
      keys: new PushBrowser().keys,
    };
    const webhook = { id: randomUUID(), kind: 'webhook', url: `${hooks.url}/hook` };
    expect((await choose([push, webhook])).status).toBe(200);
    const body = { email: 'ana@synco.example' };
    const before = mails.mails.length;
    expect((await kit.call('POST', '/api/links/reset', { body })).status).toBe(202);
    const [mail] = await until(
      async () => mails.mails.slice(before),
      ({ length }) => length > 0,
    );
    await crowd.use('ana', `/${keyIn(mail?.text ?? '')}`);
    const left = read(Channels, await kit.call('GET', '/api/me/channels', crowd.as('ana'))).channels;
    expect(left.map(({ kind }) => kind)).toEqual(['webhook']);
  });
});
