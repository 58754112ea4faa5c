import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Accepted, NodeAdmitted, NodeList, OrganisationVersion } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeOf, type Kit, openKit, pause, read } from './kit.js';
import { Crowd } from './crowd.js';
import { weaversAndDyers } from '../kit/weavers-and-dyers.js';

let kit: Kit;
let crowd: Crowd;
let weavers: NodeAdmitted;

beforeAll(async () => {
  kit = await openKit({ now: '2026-11-23T08:00:00Z', settings: { ACCESS: 'accounts' } });
  crowd = await Crowd.begin(kit, weaversAndDyers);
  await crowd.admit('ines', { role: 'coordinator', unit: 'weavers' });
  await crowd.admit('ana', { role: 'member', unit: 'weavers', by: ['ines'], from: 'weavers' });
  await crowd.admit('kim', { role: 'coordinator', unit: 'dyers' });
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

const admit = (name: string, unit: string, body: object) =>
  kit.call('POST', `/api/units/${unit}/nodes`, {
    ...crowd.as(name, unit),
    body: { id: randomUUID(), name: 'Loom', ...body },
  });
const by = (token: string | null) => ({ headers: { authorization: `Bearer ${token}` } });
const figure = (indicator: string, id = randomUUID()) => ({ id, indicator, period: '2026-11-20', value: 12 });
const post = async (token: string | null, indicator: string) =>
  read(Accepted, await kit.call('POST', '/api/observations', { ...by(token), body: figure(indicator) }), 202);

/** Posts a figure of which the end comes only after `meanwhile`. */
async function postSlowly(token: string | null, meanwhile: () => Promise<unknown>): Promise<string> {
  const body = JSON.stringify(figure('cloth'));
  const headers = { ...by(token).headers, 'content-type': 'application/json', 'content-length': body.length };
  const sending = request(`${kit.url}/api/observations`, { method: 'POST', headers });
  const answer = new Promise<string>((done, failed) => {
    sending.on('error', failed);
    sending.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => done(`${response.statusCode} ${text}`));
    });
  });
  sending.write(body.slice(0, 9));
  await meanwhile();
  sending.end(body.slice(9));
  return answer;
}

describe('a node', () => {
  test('is admitted by a coordinator of the unit, for indicators of the unit', async () => {
    expect(codeOf(await admit('ana', 'weavers', {}))).toBe('not-allowed');
    expect(codeOf(await admit('ines', 'weavers', { indicators: ['dye'] }))).toBe('indicator-unknown');
    weavers = read(NodeAdmitted, await admit('ines', 'weavers', { indicators: ['cloth'] }), 201);
    expect(weavers.node).toMatchObject({ unit: 'weavers', name: 'Loom', by: 'ines', indicators: ['cloth'] });
  });

  test('posts what it was admitted for, and nothing else', async () => {
    expect((await post(weavers.token, 'cloth')).refused).toEqual([]);
    expect((await post(weavers.token, 'waste')).refused).toMatchObject([{ code: 'not-allowed' }]);
    expect((await post(weavers.token, 'dye')).refused).toMatchObject([{ code: 'not-allowed' }]);
  });

  test('may read its own unit, and do nothing but post', async () => {
    const version = read(OrganisationVersion, await kit.call('GET', '/api/organisation', by(weavers.token)));
    expect(version.document.units).toHaveLength(3);
    expect((await kit.call('GET', '/api/units/weavers', by(weavers.token))).status).toBe(200);
    expect(codeOf(await kit.call('GET', '/api/units/dyers', by(weavers.token)))).toBe('not-allowed');
    for (const path of ['/api/units/weavers/people', '/api/units/weavers/nodes', '/api/refused', '/api/storage'])
      expect(codeOf(await kit.call('GET', path, by(weavers.token)))).toBe('not-allowed');
    const cord = { id: randomUUID(), sign: 'pain', text: 'Stop' };
    expect(codeOf(await kit.call('POST', '/api/cords', { ...by(weavers.token), body: cord }))).toBe('not-allowed');
    expect(codeOf(await kit.call('PUT', '/api/organisation', { ...by(weavers.token), body: weaversAndDyers }))).toBe(
      'not-allowed',
    );
  });

  test('gets a second token before the first is revoked, and never a third', async () => {
    const path = `/api/nodes/${weavers.node.id}`;
    const more = read(NodeAdmitted, await kit.call('POST', `${path}/tokens`, crowd.as('ines', 'weavers')), 201);
    expect(codeOf(await kit.call('POST', `${path}/tokens`, crowd.as('ines', 'weavers')))).toBe('tokens-enough');
    for (const token of [weavers.token, more.token]) expect((await post(token, 'cloth')).refused).toEqual([]);
    const first = weavers.node.tokens[0]?.id ?? '';
    expect(codeOf(await kit.call('POST', `${path}/tokens/${first}/revoke`, crowd.as('kim', 'dyers')))).toBe(
      'node-unknown',
    );
    expect((await kit.call('POST', `${path}/tokens/${first}/revoke`, crowd.as('ines', 'weavers'))).status).toBe(200);
    expect(codeOf(await kit.call('POST', '/api/observations', { ...by(weavers.token), body: figure('cloth') }))).toBe(
      'sign-in-needed',
    );
    expect((await post(more.token, 'cloth')).refused).toEqual([]);
    weavers = more;
  });

  test('what it carries is told once and kept as a hash', async () => {
    const list = await kit.call('GET', '/api/units/weavers/nodes', crowd.as('ana', 'weavers'));
    expect(read(NodeList, list)).toMatchObject({ mayAdmit: false, nodes: [{ name: 'Loom' }] });
    expect(JSON.stringify(list.body)).not.toContain(weavers.token?.slice(11) ?? '-');
  });

  test('once dismissed it is out at once, in an open stream too', async () => {
    const second = read(NodeAdmitted, await admit('ines', 'weavers', {}), 201);
    const stream = await fetch(`${kit.url}/api/stream`, by(weavers.token));
    expect(stream.status).toBe(200);
    expect((await kit.call('POST', `/api/nodes/${weavers.node.id}/dismiss`, crowd.as('ines', 'weavers'))).status).toBe(
      200,
    );
    expect(codeOf(await kit.call('GET', '/api/units/weavers', by(weavers.token)))).toBe('sign-in-needed');
    expect((await post(second.token, 'cloth')).refused).toEqual([]);
    expect(await stream.text()).not.toContain('figures');
    expect(codeOf(await kit.call('GET', '/api/units/weavers', by('synco-node-' + 'A'.repeat(43))))).toBe(
      'sign-in-needed',
    );
  });

  test('once dismissed it gets no further token', async () => {
    const path = `/api/nodes/${weavers.node.id}/tokens`;
    expect(codeOf(await kit.call('POST', path, crowd.as('ines', 'weavers')))).toBe('node-unknown');
    const none = `/api/nodes/${'-'.repeat(36)}/tokens`;
    expect(codeOf(await kit.call('POST', none, crowd.as('ines', 'weavers')))).toBe('node-unknown');
  });

  test('whose token is revoked while its figure still comes has posted none', async () => {
    const { node, token } = read(NodeAdmitted, await admit('ines', 'weavers', {}), 201);
    expect(await postSlowly(token, () => pause(1_200))).toMatch(/^202 /);
    const revoked = async () => {
      const path = `/api/nodes/${node.id}/tokens/${node.tokens[0]?.id}/revoke`;
      await kit.call('POST', path, crowd.as('ines', 'weavers'));
      await pause(1_200);
    };
    expect(await postSlowly(token, revoked)).toMatch(/^401 .*sign-in-needed/);
  });

  test('has a token that holds among those that are listed, however many came and went since', async () => {
    const { node, token } = read(NodeAdmitted, await admit('ines', 'weavers', {}), 201);
    const call = (path: string) => kit.call('POST', `/api/nodes/${node.id}/${path}`, crowd.as('ines', 'weavers'));
    const more = async () => read(NodeAdmitted, await call('tokens'), 201).node.tokens.find(({ revoked }) => !revoked);
    for (let times = 0; times < 51; times += 1) {
      kit.clock.now = new Date(Date.UTC(2026, 10, 23, 9, times)).toISOString();
      await call(`tokens/${(await more())?.id}/revoke`);
    }
    await more();
    expect(codeOf(await call('tokens'))).toBe('tokens-enough');
    expect((await call(`tokens/${node.tokens[0]?.id}/revoke`)).status).toBe(200);
    expect(codeOf(await kit.call('GET', '/api/units/weavers', by(token)))).toBe('sign-in-needed');
  });
});
