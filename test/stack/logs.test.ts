import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask, found } from '../kit/founding.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 60_000;
const document = {
  name: 'Union',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
  ],
  indicators: [],
};
const secrets = {
  password: 'twelve and more',
  wrong: 'a wrong one, but whose?',
  mailPassword: 'mail-server-password',
  client: 'oidc-client-secret',
  webhook: 'https://hooks.example/T0P-S3CR3T-PATH',
  body: 'the words of a cord, which are for few',
};
let regulator: RunningRegulator;

beforeAll(async () => {
  regulator = await startRegulator({
    environment: {
      ACCESS: 'accounts',
      LOG_LEVEL: 'trace',
      SMTP_URL: `smtp://synco:${secrets.mailPassword}@127.0.0.1:9`,
      MAIL_FROM: 'synco@union.example',
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'synco',
      OIDC_CLIENT_SECRET: secrets.client,
    },
  });
}, patience);

afterAll(async () => {
  await regulator?.stop();
}, patience);

test('no password, key, token, address of a channel or word of a person is in the log, however talkative it is and whatever fails', async () => {
  const { address } = regulator;
  const { rosa, ines } = await found(regulator, document, 'weavers');
  const as = (bearer: string) => ({ address, bearer });
  const tried = (work: Promise<unknown>) => work.catch(() => undefined);
  const admitted = await ask(as(ines), 'POST', 'units/weavers/nodes', { id: randomUUID(), name: 'Loom' });
  const token = /"token":"([^"]+)"/.exec(JSON.stringify(admitted))?.[1] ?? '';
  expect(token).not.toBe('');
  await tried(ask(as(''), 'POST', 'sign-in', { email: 'rosa@union.example', password: secrets.wrong }));
  await tried(ask(as(''), 'POST', 'sign-in', { email: 'rosa@union.example', password: { not: secrets.wrong } }));
  await tried(ask(as(''), 'POST', 'links/reset', { email: 'rosa@union.example' }));
  await tried(ask(as('made-up-key-of-somebody'), 'GET', 'units'));
  await tried(ask(as(token), 'GET', 'units/union'));
  await ask(as(ines), 'POST', 'cords', { id: randomUUID(), sign: 'pain', text: secrets.body });
  const channels = {
    channels: [{ id: randomUUID(), kind: 'webhook', url: secrets.webhook, severities: ['ordinary'] }],
  };
  await tried(ask(as(ines), 'PUT', 'me/channels', channels));
  await fetch(`${address}/api/cords`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ines}` },
    body: `{"text": "${secrets.body}", `,
  });
  await fetch(`${address}/api/sign-in/elsewhere`, { redirect: 'manual' });
  await tried(ask(as(rosa), 'POST', 'me/password', { old: secrets.wrong, password: secrets.password }));
  // What the terminal is told, the first link, is no line of the log.
  const log = regulator
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(log.length).toBeGreaterThan(5);
  for (const secret of [...Object.values(secrets), rosa, ines, token, 'made-up-key-of-somebody', 'rosa@union.example'])
    expect(log.filter((line) => line.includes(secret))).toEqual([]);
});
