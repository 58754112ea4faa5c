import { randomUUID } from 'node:crypto';
import { AlertView, Channels, ChannelTried, type Delivery, DeliveryList } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SmtpSink, smtpSink } from '../kit/smtp-sink.js';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, read, until } from './kit.js';

const document = {
  name: 'Reached',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
  indicators: [],
};
const channel = { id: randomUUID(), kind: 'email', least: 'ordinary' };
const other = { id: randomUUID(), kind: 'email', least: 'ordinary' };
const base = { timeZone: 'UTC', channels: [channel] };
let sink: SmtpSink;
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  sink = await smtpSink();
  const settings = { ACCESS: 'accounts', SMTP_URL: sink.url, MAIL_FROM: 'synco@synco.example' };
  kit = await openKit({ now: '2026-11-23T12:00:00Z', settings });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ana', { role: 'member', unit: 'weavers' });
}, 60_000);

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await sink.close();
});

const choose = (name: string, more: object) =>
  kit.call('PUT', '/api/me/channels', { ...crowd.as(name), body: { ...base, ...more } });
const deliveries = async (name: string) =>
  read(DeliveryList, await kit.call('GET', '/api/me/deliveries', crowd.as(name))).deliveries;

/** Pulls the cord of the weavers, and waits until what follows from it has come to its state. */
async function pull(text: string, wanted: (found: Delivery) => boolean): Promise<Delivery> {
  const body = { id: randomUUID(), sign: 'pain', text };
  const answer = await kit.call('POST', '/api/cords', { ...crowd.as('ana', 'weavers'), body });
  return reached(read(AlertView, answer, 201).alert.id, wanted);
}

async function reached(alert: string, wanted: (found: Delivery) => boolean): Promise<Delivery> {
  const found = await until(
    () => deliveries('ana'),
    (list) => list.some((one) => one.alert === alert && wanted(one)),
  );
  const first = found.find((one) => one.alert === alert && wanted(one));
  if (!first) throw new Error('It has gone again.');
  return first;
}

const mailsTo = (address: string) => sink.mails.filter(({ to }) => to === address);
const isSent = ({ state }: Delivery) => state === 'sent';
const waits = ({ state }: Delivery) => state === 'waiting';

describe('who is reached beside the page', () => {
  test('nobody, before they have chosen it; what they choose is theirs', async () => {
    expect(codeOf(await kit.call('GET', '/api/me/channels'))).toBe('sign-in-needed');
    const none = read(Channels, await kit.call('GET', '/api/me/channels', crowd.as('ana')));
    expect(none).toMatchObject({ channels: [], mail: 'ana@synco.example' });
    const chosen = read(Channels, await choose('ana', { language: 'es', timeZone: 'Europe/Madrid' }));
    expect(chosen).toMatchObject({ language: 'es', channels: [channel] });
    expect(codeOf(await choose('rosa', {}))).toBe('id-reused');
    expect(codeOf(await kit.call('POST', `/api/me/channels/${channel.id}/test`, crowd.as('rosa')))).toBe('not-found');
    for (const timeZone of ['Europe/Nowhere', 'PST', '+01:00'])
      expect(codeOf(await choose('ana', { timeZone }))).toBe('body-malformed');
    expect(codeOf(await choose('ana', { quiet: { from: '25:00', to: '06:00' } }))).toBe('body-malformed');
  });

  test('a channel can be tried', async () => {
    const tried = await kit.call('POST', `/api/me/channels/${channel.id}/test`, crowd.as('ana'));
    expect(read(ChannelTried, tried)).toEqual({ sent: true, reason: null });
    expect(sink.mails.at(-1)).toMatchObject({ to: 'ana@synco.example', text: expect.stringContaining('Este canal') });
  });

  test('an address of others gets nothing before the link there was used, and is forgotten where it is not', async () => {
    const list = { id: randomUUID(), kind: 'email', address: 'List@Weavers.example' };
    const asked = read(Channels, await choose('ana', { channels: [channel, list] }));
    expect(asked).toMatchObject({ unconfirmed: [list.id] });
    const mail = sink.mails.at(-1);
    expect(mail?.to).toBe('list@weavers.example');
    const tried = await kit.call('POST', `/api/me/channels/${list.id}/test`, crowd.as('ana'));
    expect(read(ChannelTried, tried)).toEqual({ sent: false, reason: 'not-confirmed' });
    await pull('Before the link', isSent);
    expect(mailsTo('list@weavers.example')).toHaveLength(1);
    const body = { key: /#\/confirm\/([\w-]{43})/.exec(mail?.text.replaceAll(/=\r?\n/g, '') ?? '')?.[1] };
    expect((await kit.call('POST', '/api/links/confirm', { body })).status).toBe(200);
    expect(codeOf(await kit.call('POST', '/api/links/confirm', { body }))).toBe('link-expired');
    await pull('After the link', isSent);
    await until(
      async () => mailsTo('list@weavers.example'),
      ({ length }) => length === 2,
    );
    const never = { id: randomUUID(), kind: 'email', address: 'never@weavers.example' };
    expect(read(Channels, await choose('ana', { channels: [list, never] })).unconfirmed).toEqual([never.id]);
    kit.clock.now = '2026-11-24T12:00:01Z';
    const left = async () => read(Channels, await kit.call('GET', '/api/me/channels', crowd.as('ana'))).channels;
    await until(left, (found) => found.map(({ id }) => id).join(' ') === list.id);
    kit.clock.now = '2026-11-23T12:00:00Z';
  });

  test('an address to which no mail can go is not kept', async () => {
    sink.refusing = true;
    const lost = { id: randomUUID(), kind: 'email', address: 'lost@weavers.example' };
    expect(codeOf(await choose('ana', { channels: [channel, lost] }))).toBe('mail-missing');
    sink.refusing = false;
    const own = { id: randomUUID(), kind: 'email', address: 'ana@synco.example' };
    const kept = read(Channels, await choose('ana', { channels: [own] }));
    expect(kept).toMatchObject({ channels: [{ id: own.id, kind: 'email', least: 'ordinary' }], unconfirmed: [] });
  });

  test('whoever speaks for the unit that hears, and nobody else', async () => {
    expect((await choose('rosa', { channels: [other] })).status).toBe(200);
    expect((await choose('ana', {})).status).toBe(200);
    const sent = await pull('The belt is torn', isSent);
    expect(sent).toMatchObject({ unit: 'weavers', kind: 'raised', sequence: 1, tries: 1, reason: null });
    const mails = sink.mails.filter(({ text }) => text.includes('The belt is torn'));
    expect(mails.map(({ to }) => to)).toEqual(['ana@synco.example']);
    expect(mails[0]?.text).toContain(`/#/alert/${sent.alert}`);
    expect(await deliveries('rosa')).toEqual([]);
  });

  test('not twice, when the regulator starts again', async () => {
    const before = sink.mails.length;
    await kit.stop();
    await kit.start();
    await pull('A second thing', isSent);
    expect(sink.mails).toHaveLength(before + 1);
  });
});

describe('when', () => {
  test('a mail server that refuses is asked again later, and the reason is noted', async () => {
    sink.refusing = true;
    const failed = await pull('The lamp is out', ({ tries }) => tries === 1);
    expect(failed).toMatchObject({ state: 'waiting', reason: expect.stringMatching(/^EMESSAGE/) });
    sink.refusing = false;
    kit.clock.now = '2026-11-23T12:00:31Z';
    expect(await reached(failed.alert, isSent)).toMatchObject({ tries: 2, reason: null });
  });

  test('quiet hours are over, several as one', async () => {
    kit.clock.now = '2026-11-23T23:00:00Z';
    expect((await choose('ana', { quiet: { from: '22:00', to: '06:00' } })).status).toBe(200);
    const before = sink.mails.length;
    const first = await pull('Night one', waits);
    const second = await pull('Night two', waits);
    expect(first.dueAt).toBe('2026-11-24T06:00:00.000Z');
    kit.clock.now = '2026-11-24T06:00:00Z';
    for (const { alert } of [first, second]) await reached(alert, isSent);
    const texts = sink.mails.slice(before).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('Night'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Night one') && text.includes('Night two'))).toHaveLength(1);
  });

  test('the hour’s messages are used up, the rest waits and is lost never', async () => {
    kit.clock.now = '2026-11-24T08:00:00Z';
    expect((await choose('ana', { mostAnHour: 1 })).status).toBe(200);
    await pull('Within the limit', isSent);
    kit.clock.now = '2026-11-24T08:01:00Z';
    const beyond = await pull('Beyond the limit', ({ reason }) => reason === 'limit-of-the-hour');
    expect(beyond).toMatchObject({ state: 'waiting', dueAt: '2026-11-24T09:00:00.000Z' });
    kit.clock.now = '2026-11-24T09:00:00Z';
    expect((await reached(beyond.alert, isSent)).sentAt).toBe('2026-11-24T09:00:00.000Z');
  });

  test('the digest is due; what was meant for somebody who speaks for the unit no more is given up', async () => {
    kit.clock.now = '2026-11-25T09:00:00Z';
    expect((await choose('ana', { digest: 'daily', digestAt: '20:00' })).status).toBe(200);
    const waiting = await pull('For the evening', waits);
    expect(waiting.dueAt).toBe('2026-11-25T20:00:00.000Z');
    const me = await kit.call('GET', '/api/me', crowd.as('ana'));
    const [mandate] = (me.body as { mandates: { id: string }[] }).mandates;
    expect((await kit.call('POST', `/api/mandates/${mandate?.id}/hand-back`, crowd.as('ana'))).status).toBe(200);
    kit.clock.now = '2026-11-25T20:00:00Z';
    const given = await reached(waiting.alert, ({ state }) => state === 'given-up');
    expect(given.reason).toBe('mandate-ended');
    expect(sink.mails.filter(({ text }) => text.includes('For the evening'))).toEqual([]);
  });
});
