import { randomUUID } from 'node:crypto';
import { Invitation, InvitationLink, Me, SessionOpened } from '#libs/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type SmtpSink, smtpSink } from '../kit/smtp-sink.js';
import { Crowd } from './crowd.js';
import { codeOf, type Kit, openKit, pause, read, until } from './kit.js';

const document = { name: 'Forgotten', units: [{ id: 'union', name: 'Union', parent: null, timeZone: 'UTC' }] };
const chosen = 'another long password';
let sink: SmtpSink;
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  sink = await smtpSink();
  const settings = {
    ACCESS: 'accounts',
    SMTP_URL: sink.url,
    MAIL_FROM: 'synco@synco.example',
    PUBLIC_URL: 'https://synco.example/',
  };
  kit = await openKit({ now: '2026-11-23T12:00:00Z', settings });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('ana', { role: 'member', unit: 'union' });
  await crowd.admit('ben', { role: 'member', unit: 'union', by: ['ana'] });
  await crowd.admit('cleo', { role: 'member', unit: 'union', by: ['ana', 'ben'] });
}, 60_000);

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await sink.close();
});

const address = (name: string) => `${name}@synco.example`;
const forgot = (email: string, headers = {}) => kit.call('POST', '/api/links/reset', { body: { email }, headers });
const mailsTo = (name: string) => sink.mails.filter(({ to }) => to === address(name));
const use = (key: string, password = chosen) =>
  kit.call('POST', '/api/links/use', { body: { key, password, carry: 'key' } });

/** The key in the newest mail to somebody, once there are so many. */
async function keyTo(name: string, count = 1): Promise<string> {
  const mails = await until(
    async () => mailsTo(name),
    ({ length }) => length === count,
  );
  const text = (mails.at(-1)?.text ?? '').replaceAll('=\r\n', '');
  return /https:\/\/synco\.example\/#\/welcome\/([\w-]{43})/.exec(text)?.[1] ?? '';
}

test('a forgotten password is set anew by a link that was mailed, once; all sessions end with it', async () => {
  expect((await forgot('Ana@Synco.example', { host: 'localhost', 'x-forwarded-host': 'evil.example' })).status).toBe(
    202,
  );
  const key = await keyTo('ana');
  const shown = read(Invitation, await kit.call('POST', '/api/links/read', { body: { key } }));
  expect(shown).toMatchObject({ purpose: 'reset', name: 'ana', until: '2026-11-23T13:00:00.000Z' });
  expect(codeOf(await use(key, 'short'))).toBe('body-malformed');
  for (const taken of [{ name: 'ben' }, { email: address('ben') }]) {
    const body = { key, password: chosen, carry: 'key', ...taken };
    expect(codeOf(await kit.call('POST', '/api/links/use', { body }))).toBe('body-malformed');
  }
  const opened = read(SessionOpened, await use(key));
  expect(codeOf(await kit.call('GET', '/api/units', crowd.as('ana')))).toBe('sign-in-needed');
  const headers = { authorization: `Bearer ${opened.key ?? ''}` };
  expect(read(Me, await kit.call('GET', '/api/me', { headers })).person?.name).toBe('ana');
  expect((await kit.call('GET', '/api/units', { headers })).status).toBe(200);
  expect(codeOf(await use(key))).toBe('link-expired');
});

test('the last link alone is good, for an hour, and until the password is changed otherwise', async () => {
  await forgot(address('ben'));
  const first = await keyTo('ben');
  await forgot(address('ben'));
  const second = await keyTo('ben', 2);
  expect(codeOf(await use(first))).toBe('link-expired');
  const body = { old: 'a long enough password', password: chosen };
  expect((await kit.call('POST', '/api/me/password', { ...crowd.as('ben'), body })).status).toBe(200);
  expect(codeOf(await use(second))).toBe('link-expired');
  await forgot(address('ben'));
  const third = await keyTo('ben', 3);
  kit.clock.now = '2026-11-23T13:00:00Z';
  expect(codeOf(await use(third))).toBe('link-expired');
});

test('whether there is an account is not to be learned from it, nor can it bury the link that is good', async () => {
  sink.refusing = true;
  const [known, unknown] = [await forgot(address('cleo')), await forgot('nobody@synco.example')];
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  await until(
    async () => sink.refused,
    (count) => count > 0,
  );
  sink.refusing = false;
  let key = '';
  for (const count of [1, 2, 3]) {
    await forgot(address('cleo'));
    key = await keyTo('cleo', count);
  }
  for (let n = 0; n < 5; n += 1) expect((await forgot(address('cleo'))).status).toBe(202);
  await pause(200);
  expect(mailsTo('cleo')).toHaveLength(3);
  expect(mailsTo('nobody')).toHaveLength(0);
  expect((await use(key)).status).toBe(200);
});

test('whoever has come in by a mailed link cannot be come in as by the one that was to be handed over', async () => {
  const vote = randomUUID();
  const motion = { kind: 'give', role: 'member', to: { name: 'ida', email: address('ida') } };
  for (const name of ['ben', 'cleo']) await crowd.signIn(name, chosen);
  await kit.call('POST', '/api/units/union/votes', { ...crowd.as('cleo'), body: { id: vote, motion } });
  const cast = (name: string) =>
    kit.call('POST', `/api/votes/${vote}/ballot`, { ...crowd.as(name), body: { choice: 'yes' } });
  await cast('ben');
  const link = () => kit.call('POST', `/api/votes/${vote}/link`, crowd.as('cleo'));
  const handed = read(InvitationLink, await link()).link;
  await forgot(address('ida'));
  expect((await use(await keyTo('ida'))).status).toBe(200);
  expect(codeOf(await use(handed.slice(-43), 'a password of cleo'))).toBe('link-expired');
  expect(codeOf(await link())).toBe('not-allowed');
});
