import { randomUUID } from 'node:crypto';
import { OrganisationApplied } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../apps/regulator/http/routes.js';
import { z } from 'zod';
import { Crowd } from './crowd.js';
import { type Answer, codeOf, type Kit, openKit, read } from './kit.js';

const sort = { measure: 'm', cadence: 'day', scale: 'positive', good: 'more', visibility: 'federation' };
const units = [
  { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
  { id: 'works', name: 'Works', parent: 'union' },
  { id: 'mill', name: 'Mill', parent: 'union' },
  { id: 'weavers', name: 'Weavers', parent: 'works' },
  { id: 'other', name: 'Another union', parent: null, timeZone: 'UTC' },
];
const document = {
  name: 'Rights',
  units,
  indicators: units.map(({ id }) => ({ ...sort, id: `${id}.x`, unit: id, name: 'X' })),
};
/** Seen from the works, for which everybody here speaks. */
const relations = { own: 'works', below: 'weavers', above: 'union', beside: 'mill', stranger: 'other' } as const;
const roles = ['member', 'coordinator', 'delegate'] as const;
type Role = (typeof roles)[number];

/** Where each role may do it, seen from their unit. Everywhere else it is refused. */
type Allowed = Record<Role, string>;
const all = (where: string): Allowed => ({ member: where, coordinator: where, delegate: where });
const leading = (where: string): Allowed => ({ member: '', coordinator: where, delegate: where });
const inTree = all('own below above beside');

interface Case {
  allowed: Allowed;
  /** What has to stand in the unit: an alert about pain or pleasure, a notice of its own, a proposal that is the works' to decide. */
  needs?: 'pain' | 'pleasure' | 'notice' | 'proposal';
  path: (unit: string, thing: string) => string;
  body?: (unit: string) => object;
}

const of = (tail: string) => (unit: string) => `/api/units/${unit}${tail}`;
const at =
  (kind: string, tail = '') =>
  (_: string, thing: string) =>
    `/api/${kind}/${thing}${tail}`;
const span = '?from=2026-11-01&to=2026-11-20';
const pain = { needs: 'pain' } as const;
const notice = { needs: 'notice' } as const;
const proposal = { needs: 'proposal', body: () => ({}) } as const;

const cases: Record<string, Case> = {
  'get /api/units/{id}': { allowed: inTree, path: of('') },
  'get /api/units/{id}/calendar': { allowed: inTree, path: of(`/calendar${span}`) },
  'get /api/units/{id}/comparison': { allowed: inTree, path: of(`/comparison${span}`) },
  'get /api/units/{id}/reports': { allowed: inTree, path: of(`/reports${span}`) },
  'get /api/units/{id}/answers': { allowed: inTree, path: of(`/answers${span}`) },
  'get /api/units/{id}/imports': { allowed: inTree, path: of('/imports') },
  'get /api/units/{id}/agreements': { allowed: inTree, path: of('/agreements') },
  'get /api/units/{id}/people': { allowed: all('own'), path: of('/people') },
  'get /api/units/{id}/looks': { allowed: all('own'), path: of('/looks') },
  'get /api/units/{id}/nodes': { allowed: all('own'), path: of('/nodes') },
  'post /api/units/{id}/nodes': {
    allowed: { member: '', coordinator: 'own', delegate: '' },
    path: of('/nodes'),
    body: () => ({ id: randomUUID(), name: 'Loom' }),
  },
  'get /api/indicators/{id}/series': { allowed: inTree, path: (unit) => `/api/indicators/${unit}.x/series` },
  'get /api/indicators/{id}/backtest': { allowed: inTree, path: (unit) => `/api/indicators/${unit}.x/backtest` },
  'get /api/alerts/{id}': { ...pain, allowed: all('own'), path: at('alerts') },
  'post /api/alerts/{id}/acknowledge': {
    ...pain,
    allowed: all('own'),
    path: at('alerts', '/acknowledge'),
    body: () => ({ until: '2026-11-23T18:00:00Z' }),
  },
  'post /api/alerts/{id}/answer': {
    ...pain,
    allowed: all('own'),
    path: at('alerts', '/answer'),
    body: () => ({ answer: 'advice', text: 'Rest.' }),
  },
  'post /api/alerts/{id}/ask-time': {
    ...pain,
    allowed: all('own'),
    path: at('alerts', '/ask-time'),
    body: () => ({ until: '2026-12-24T08:00:00Z' }),
  },
  'post /api/alerts/{id}/ask-help': { ...pain, allowed: all('own'), path: at('alerts', '/ask-help'), body: () => ({}) },
  'post /api/alerts/{id}/resolve': {
    ...pain,
    allowed: all('own'),
    path: at('alerts', '/resolve'),
    body: () => ({ cause: 'A belt', remedy: 'A new one' }),
  },
  // Only the level above whoever holds it gives time, and only an answer from above is confirmed: neither is there.
  'post /api/alerts/{id}/extend': {
    ...pain,
    allowed: all(''),
    path: at('alerts', '/extend'),
    body: () => ({ until: '2026-12-24T08:00:00Z' }),
  },
  'post /api/alerts/{id}/confirm': {
    ...pain,
    allowed: all(''),
    path: at('alerts', '/confirm'),
    body: () => ({ answer: 1 }),
  },
  'post /api/alerts/{id}/share': {
    needs: 'pleasure',
    allowed: all('own'),
    path: at('alerts', '/share'),
    body: () => ({ with: ['mill'], note: 'Worth copying' }),
  },
  'post /api/cords': {
    allowed: all('own above'),
    path: () => '/api/cords',
    body: (unit) => ({ id: randomUUID(), sign: 'pain', text: 'Stop', to: unit }),
  },
  'get /api/notices/{id}': { ...notice, allowed: inTree, path: at('notices') },
  'post /api/notices': {
    allowed: leading('own below'),
    path: () => '/api/notices',
    body: (unit) => ({ kind: 'other', unit, from: '2026-11-24T08:00:00Z', until: '2026-11-25T08:00:00Z', title: 'T' }),
  },
  // Nobody but who has declared it.
  'post /api/notices/{id}/change': {
    ...notice,
    allowed: leading('own'),
    path: at('notices', '/change'),
    body: () => ({ until: '2026-11-30T08:00:00Z' }),
  },
  'post /api/notices/{id}/end': { ...notice, allowed: leading('own'), path: at('notices', '/end') },
  'post /api/notices/{id}/withdraw': { ...notice, allowed: leading('own'), path: at('notices', '/withdraw') },
  'post /api/units/{id}/agreements': {
    allowed: leading('own below'),
    path: of('/agreements'),
    body: () => ({ id: randomUUID(), dealWithin: 'P2D' }),
  },
  'post /api/agreements/{id}/accept': { ...proposal, allowed: leading('own below'), path: at('agreements', '/accept') },
  'post /api/agreements/{id}/decline': {
    ...proposal,
    allowed: leading('own below'),
    path: at('agreements', '/decline'),
  },
  // The other party has proposed it.
  'post /api/agreements/{id}/withdraw': { ...proposal, allowed: all(''), path: at('agreements', '/withdraw') },
};

/** Of no unit, or about the one who asks: each has tests of its own. */
const elsewhere = [
  'get /health',
  'get /metrics',
  'get /api/openapi.json',
  'get /api/asyncapi.json',
  'get /api/me',
  'post /api/me/password',
  'post /api/me/sign-out-everywhere',
  'get /api/me/channels',
  'put /api/me/channels',
  'post /api/me/channels/{id}/test',
  'get /api/me/deliveries',
  'get /api/me/data',
  'post /api/me/leave',
  'post /api/sign-in',
  'post /api/sign-in/demo',
  'get /api/sign-in/elsewhere',
  'get /api/sign-in/elsewhere/back',
  'post /api/sign-out',
  'post /api/links/read',
  'post /api/links/use',
  'post /api/links/reset',
  'post /api/links/confirm',
  'get /api/units',
  'get /api/alerts',
  'get /api/notices',
  'get /api/stream',
  'get /api/organisation',
  'put /api/organisation',
  'post /api/observations',
  'get /api/observations/{id}',
  'put /api/alerts/{id}/photo',
  'get /api/alerts/{id}/photo',
  'post /api/imports',
  'get /api/imports/{id}',
  'get /api/refused',
  'get /api/storage',
  'get /api/replays',
  'post /api/replays',
  'post /api/replays/{id}/steps',
  'post /api/replays/{id}/finish',
  'post /api/units/{id}/votes',
  'post /api/votes/{id}/ballot',
  'post /api/votes/{id}/link',
  'post /api/mandates/{id}/hand-back',
  'post /api/nodes/{id}/tokens',
  'post /api/nodes/{id}/tokens/{token}/revoke',
  'post /api/nodes/{id}/dismiss',
  'post /api/nodes/{id}/keys',
  'post /api/nodes/{id}/keys/{key}/revoke',
];

const now = '2026-11-23T08:00:00Z';
const things = new Map<string, string>();
const placeOf = (route: string, role: string, unit: string) => `${route} ${role} ${unit}`;
let before: Kit;
let kit: Kit;
let crowd: Crowd;

beforeAll(async () => {
  before = await openKit({ now });
  read(OrganisationApplied, await before.call('PUT', '/api/organisation', { body: document }));
  for (const [route, { needs }] of Object.entries(cases))
    for (const role of needs ? roles : [])
      for (const unit of Object.values(relations))
        things.set(placeOf(route, role, unit), await made(needs ?? 'pain', unit));
  await before.stop();
  kit = await openKit({ now: '2026-11-23T08:05:00Z', settings: { ACCESS: 'accounts', DATA_DIR: before.folder } });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('coordinator', { role: 'coordinator', unit: 'works' });
  await crowd.admit('delegate', { role: 'delegate', unit: 'works', by: ['coordinator'], from: 'works' });
  await crowd.admit('member', { role: 'member', unit: 'works', by: ['coordinator', 'delegate'], from: 'works' });
  await crowd.admit('ana', { role: 'member', unit: 'weavers', by: ['member'], from: 'works' });
}, 120_000);

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await before.remove();
});

/** Makes what a case needs, while nobody is checked, and answers its id. */
async function made(needs: NonNullable<Case['needs']>, unit: string): Promise<string> {
  const as = `Somebody@${unit}`;
  const id = randomUUID();
  if (needs === 'pain' || needs === 'pleasure')
    return idIn(await before.call('POST', '/api/cords', { as, body: { id, sign: needs, text: 'It came' } }));
  if (needs === 'notice') {
    const body = { kind: 'other', unit, from: '2026-11-22T08:00:00Z', until: '2026-11-29T08:00:00Z', title: 'T' };
    return idIn(await before.call('POST', '/api/notices', { as, body }));
  }
  const party = unit === 'works' ? 'union' : unit;
  return idIn(
    await before.call('POST', `/api/units/${unit}/agreements`, { as: `S@${party}`, body: { id, dealWithin: 'P3D' } }),
  );
}

function idIn({ status, body }: Answer): string {
  expect({ status, body }).toMatchObject({ status: 201 });
  const named = z.object({ id: z.string() });
  const found = z.union([named, z.object({ notice: named }), z.object({ alert: named })]).parse(body);
  if ('notice' in found) return found.notice.id;
  return 'alert' in found ? found.alert.id : found.id;
}

describe('who may do what where', () => {
  test('every route of the API is walked, here or elsewhere', () => {
    const known = routes.map(({ method, path }) => `${method} ${path}`);
    expect([...Object.keys(cases), ...elsewhere].toSorted(byName)).toEqual(known.toSorted(byName));
  });

  describe.each(Object.entries(cases))('%s', (route, { allowed, path, body }) => {
    const method = route.startsWith('get') ? 'GET' : 'POST';
    test.each(roles)('as %s', async (role) => {
      const found: string[] = [];
      const codes: string[] = [];
      for (const [relation, unit] of Object.entries(relations)) {
        const thing = things.get(placeOf(route, role, unit)) ?? '';
        const asked = { ...crowd.as(role, 'works'), ...(body ? { body: body(unit) } : {}) };
        const code = codeOf(await kit.call(method, path(unit, thing), asked));
        if (/^20\d$/.test(code)) found.push(relation);
        else codes.push(code);
      }
      expect(found.join(' ')).toBe(allowed[role]);
      expect(codes.filter((code) => !refusals.has(code))).toEqual([]);
    });

    test('as nobody', async () => {
      const thing = things.get(placeOf(route, 'member', 'works')) ?? 'x';
      expect(codeOf(await kit.call(method, path('works', thing), body ? { body: body('works') } : {}))).toBe(
        'sign-in-needed',
      );
    });
  });
});

const refusals = new Set(['not-allowed', 'alert-unknown', 'notice-unknown', 'proposal-unknown', 'cord-not-above']);

function byName(one: string, other: string): number {
  return one < other ? -1 : 1;
}
