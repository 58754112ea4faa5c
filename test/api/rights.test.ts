import { NodeAdmitted, OrganisationApplied } from '#libs/contracts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../apps/regulator/http/routes.js';
import { Crowd } from './crowd.js';
import { type Case, cases, elsewhere, relations, type Role, roles } from './every-route.js';
import { type Answer, codeOf, type Kit, openKit, read } from './kit.js';
import { cordText, document, made, nothing, secrets, voted, whisper } from './rights-works.js';

const now = '2026-11-23T08:00:00Z';
const things = new Map<string, string>();
/** What is changed by being allowed stands there once for each; all else is looked at by everybody. */
function placeOf(route: string, role: Role, unit: string): string {
  const { needs, allowed } = caseOf(route);
  const where = Object.entries(relations).find(([, one]) => one === unit)?.[0] ?? '';
  const isChanged = !route.startsWith('get') && allowed[role].split(' ').includes(where);
  return isChanged ? `${route} ${role} ${unit}` : `${needs} ${unit}`;
}
const placed = new Map(
  Object.entries(cases).flatMap(([route, { needs }]) =>
    (needs === undefined ? [] : roles).flatMap((role) =>
      Object.values(relations).map((unit) => [placeOf(route, role, unit), { needs, unit }] as const),
    ),
  ),
);
let before: Kit;
let kit: Kit;
let crowd: Crowd;
let token: string | null;

beforeAll(async () => {
  before = await openKit({ now });
  read(OrganisationApplied, await before.call('PUT', '/api/organisation', { body: document }));
  await whisper(before);
  for (const [place, { needs, unit }] of placed)
    if (needs !== undefined && needs !== 'vote' && needs !== 'mandate')
      things.set(place, await made(before, needs, unit));
  await before.stop();
  kit = await openKit({ now: '2026-11-23T08:05:00Z', settings: { ACCESS: 'accounts', DATA_DIR: before.folder } });
  crowd = await Crowd.begin(kit, document);
  await crowd.admit('coordinator', { role: 'coordinator', unit: 'works' });
  await crowd.admit('delegate', { role: 'delegate', unit: 'works', by: ['coordinator'], from: 'works' });
  await crowd.admit('member', { role: 'member', unit: 'works', by: ['coordinator', 'delegate'], from: 'works' });
  await crowd.admit('ana', { role: 'member', unit: 'weavers', by: ['member'], from: 'works' });
  await crowd.admit('mia', { role: 'member', unit: 'mill' });
  await crowd.admit('olu', { role: 'member', unit: 'abroad', from: 'abroad' });
  const speakers = { works: 'member', weavers: 'ana', union: 'rosa', mill: 'mia', abroad: 'olu' };
  for (const unit of Object.values(relations)) {
    const { vote, mandate } = await voted(kit, crowd, { unit, name: speakers[unit], from: unit });
    for (const [place, { needs, unit: of }] of placed)
      if (of === unit && (needs === 'vote' || needs === 'mandate'))
        things.set(place, needs === 'vote' ? vote : mandate);
  }
  const body = { id: randomUUID(), name: 'Loom' };
  const admitted = await kit.call('POST', '/api/units/works/nodes', { ...crowd.as('coordinator', 'works'), body });
  ({ token } = read(NodeAdmitted, admitted, 201));
}, 240_000);

afterAll(async () => {
  await kit.stop();
  await kit.remove();
  await before.remove();
});

const as = (role: Role) =>
  role === 'node'
    ? { headers: { authorization: `Bearer ${token}`, 'synco-as': 'Loom@weavers' } }
    : crowd.as(role, 'works');

async function ask(route: string, role: Role | null, unit: string): Promise<{ answer: Answer; code: string }> {
  const { needs, path, body, else: otherwise } = caseOf(route);
  const method = route.startsWith('get') ? 'GET' : route.startsWith('put') ? 'PUT' : 'POST';
  const thing = things.get(placeOf(route, role ?? 'member', unit)) ?? nothing(needs);
  const answer = await kit.call(method, path(unit, thing), {
    ...(role === null ? {} : as(role)),
    ...(body ? { body: body(unit) } : {}),
  });
  const code = answer.status === 202 ? refusedIn(answer) : codeOf(answer);
  return { answer, code: code === otherwise ? '200' : code };
}

function caseOf(route: string): Case {
  const found = cases[route];
  if (!found) throw new Error(`${route} is not in the table.`);
  return found;
}

/** A figure may be refused in an answer that has taken the batch. */
function refusedIn({ body }: Answer): string {
  return /"code":"([\w-]+)"/.exec(JSON.stringify(body))?.[1] ?? '202';
}

describe('who may do what where', () => {
  test('every route of the API is walked, here or elsewhere', () => {
    const known = routes.map(({ method, path }) => `${method} ${path}`);
    expect([...Object.keys(cases), ...elsewhere].toSorted(byName)).toEqual(known.toSorted(byName));
  });

  describe.each(Object.entries(cases))('%s', (route, { allowed }) => {
    test.each(roles)('as %s', async (role) => {
      const found: string[] = [];
      const codes: string[] = [];
      const told: string[] = [];
      for (const [relation, unit] of Object.entries(relations)) {
        const { answer, code } = await ask(route, role, unit);
        const isAllowed = /^20\d$/.test(code);
        if (isAllowed) found.push(relation);
        else codes.push(code);
        if (unit !== 'works') told.push(...toldBy(answer, isAllowed));
      }
      expect(found.join(' ')).toBe(allowed[role]);
      expect(codes.filter((code) => !refusals.has(code))).toEqual([]);
      expect(told).toEqual([]);
      // What lies in another tree is refused as what is not there at all.
      const absent = await ask(route, role, 'nowhere');
      expect(codes.at(-1)).toBe(absent.code);
    });

    test('as nobody', async () => {
      expect((await ask(route, null, 'works')).code).toBe('sign-in-needed');
    });
  });

  test.each(['organisation', 'units', 'alerts?state=all', 'notices', 'refused'])(
    'what a unit keeps to itself is not in /api/%s either, nor what lies in another tree',
    async (path) => {
      for (const role of path === 'refused' ? (['coordinator'] as const) : roles) {
        const answer = await kit.call('GET', `/api/${path}`, as(role));
        expect(codeOf(answer)).toBe('200');
        expect(toldBy(answer, true)).toEqual([]);
        expect(JSON.stringify(answer.body)).not.toMatch(/abroad/);
      }
    },
  );
});

/** What an answer about another unit tells that is for that unit alone. */
function toldBy({ body }: Answer, isAllowed: boolean): string[] {
  const text = JSON.stringify(body) ?? '';
  return [...secrets, ...(isAllowed ? [] : [cordText])].filter((secret) => text.includes(secret));
}

const refusals = new Set([
  'not-allowed',
  'unit-unknown',
  'indicator-unknown',
  'observation-unknown',
  'import-unknown',
  'alert-unknown',
  'notice-unknown',
  'proposal-unknown',
  'node-unknown',
  'vote-unknown',
  'cord-not-above',
]);

function byName(one: string, other: string): number {
  return one < other ? -1 : 1;
}
