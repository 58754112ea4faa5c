import { randomUUID } from 'node:crypto';
import { newNodeKeyPair } from '#libs/adapters-kafka';

/** Seen from the works, for which everybody here speaks. */
export const relations = {
  own: 'works',
  below: 'weavers',
  above: 'union',
  beside: 'mill',
  stranger: 'abroad',
} as const;
export const roles = ['member', 'coordinator', 'delegate', 'node'] as const;
export type Role = (typeof roles)[number];

/** Where each role, and a machine of the unit, may do it, seen from their unit. Everywhere else it is refused. */
type Allowed = Record<Role, string>;
const all = (where: string, node = ''): Allowed => ({ member: where, coordinator: where, delegate: where, node });
const leading = (where: string): Allowed => ({ ...all(where), member: '' });
const admitting: Allowed = { ...all(''), coordinator: 'own' };
const voting: Allowed = { ...all(''), member: 'own' };
const inTree = all('own below above beside', 'own');
const everywhere = all('own below above beside', 'own below above beside');

export interface Case {
  allowed: Allowed;
  /** What has to stand in the unit. */
  needs?: Need;
  path: (unit: string, thing: string) => string;
  body?: (unit: string) => object;
  /** How it is refused where rights are not what is missing. */
  else?: string;
}

/**
 * An alert about pain or pleasure, one with a photo, a notice of the unit's own, a proposal that is the works' to decide, an import, a
 * figure, a machine, its key, a vote that has given a mandate, that mandate.
 */
export type Need =
  | 'pain'
  | 'pleasure'
  | 'photo'
  | 'notice'
  | 'proposal'
  | 'import'
  | 'figure'
  | 'node'
  | 'token'
  | 'key'
  | 'vote'
  | 'mandate';

const of = (tail: string) => (unit: string) => `/api/units/${unit}${tail}`;
const at =
  (kind: string, tail = '') =>
  (_: string, thing: string) =>
    `/api/${kind}/${thing}${tail}`;
const span = '?from=2026-11-01&to=2026-11-20';
const pain = { needs: 'pain' } as const;
const notice = { needs: 'notice' } as const;
const proposal = { needs: 'proposal', body: () => ({}) } as const;

export const cases: Record<string, Case> = {
  'get /api/units/{id}': { allowed: inTree, path: of('') },
  'get /api/units/{id}/calendar': { allowed: inTree, path: of(`/calendar${span}`) },
  'get /api/units/{id}/comparison': { allowed: inTree, path: of(`/comparison${span}`) },
  'get /api/units/{id}/reports': { allowed: inTree, path: of(`/reports${span}`) },
  'get /api/units/{id}/answers': { allowed: inTree, path: of(`/answers${span}`) },
  'get /api/units/{id}/imports': { allowed: inTree, path: of('/imports') },
  'get /api/units/{id}/agreements': { allowed: inTree, path: of('/agreements') },
  'get /api/alerts': { allowed: everywhere, path: (unit) => `/api/alerts?unit=${unit}&state=all` },
  'get /api/notices': { allowed: everywhere, path: (unit) => `/api/notices?unit=${unit}` },
  'get /api/units/{id}/people': { allowed: all('own'), path: of('/people') },
  'get /api/units/{id}/looks': { allowed: all('own'), path: of('/looks') },
  'get /api/units/{id}/nodes': { allowed: all('own'), path: of('/nodes') },
  'post /api/units/{id}/nodes': {
    allowed: admitting,
    path: of('/nodes'),
    body: () => ({ id: randomUUID(), name: 'Loom' }),
  },
  'post /api/nodes/{id}/tokens': { needs: 'node', allowed: admitting, path: at('nodes', '/tokens') },
  'post /api/nodes/{id}/tokens/{token}/revoke': { needs: 'token', allowed: admitting, path: at('nodes', '/revoke') },
  'post /api/nodes/{id}/keys': { needs: 'node', allowed: admitting, path: at('nodes', '/keys'), body: newKey },
  'post /api/nodes/{id}/keys/{key}/revoke': { needs: 'key', allowed: admitting, path: at('nodes', '/revoke') },
  'post /api/nodes/{id}/dismiss': { needs: 'node', allowed: admitting, path: at('nodes', '/dismiss') },
  // Those who vote are the members, here as where nothing else is said.
  'post /api/units/{id}/votes': {
    allowed: voting,
    path: of('/votes'),
    body: () => ({
      id: randomUUID(),
      motion: { kind: 'give', role: 'delegate', to: { name: 'Eva', email: `${randomUUID()}@synco.example` } },
    }),
  },
  'post /api/votes/{id}/ballot': {
    needs: 'vote',
    allowed: voting,
    path: at('votes', '/ballot'),
    body: () => ({ choice: 'yes' }),
    else: 'vote-decided',
  },
  'post /api/votes/{id}/link': { needs: 'vote', allowed: voting, path: at('votes', '/link') },
  // Another's is handed back by nobody.
  'post /api/mandates/{id}/hand-back': { needs: 'mandate', allowed: all(''), path: at('mandates', '/hand-back') },
  'post /api/observations': {
    allowed: { ...all('own', 'own'), delegate: '' },
    path: () => '/api/observations',
    body: (unit) => ({ id: randomUUID(), indicator: `${unit}.x`, period: '2026-11-19', value: 2 }),
  },
  'get /api/observations/{id}': { needs: 'figure', allowed: inTree, path: at('observations') },
  'get /api/imports/{id}': { needs: 'import', allowed: all('own', 'own'), path: at('imports') },
  'get /api/indicators/{id}/series': { allowed: inTree, path: (unit) => `/api/indicators/${unit}.x/series` },
  'get /api/indicators/{id}/backtest': { allowed: inTree, path: (unit) => `/api/indicators/${unit}.x/backtest` },
  'put /api/indicators/{id}/visibility': {
    allowed: leading('own'),
    path: (unit) => `/api/indicators/${unit}.x/visibility`,
    body: () => ({ visibility: 'federation' }),
  },
  'get /api/alerts/{id}': { ...pain, allowed: all('own', 'own'), path: at('alerts') },
  'get /api/alerts/{id}/photo': { needs: 'photo', allowed: all('own', 'own'), path: at('alerts', '/photo') },
  'put /api/alerts/{id}/photo': {
    ...pain,
    allowed: all('own'),
    path: at('alerts', '/photo'),
    body: () => ({}),
    else: 'photo-malformed',
  },
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
  'get /api/notices/{id}': {
    ...notice,
    allowed: everywhere,
    path: at('notices'),
  },
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

function newKey(): object {
  return { publicKey: newNodeKeyPair().publicKey };
}

/** Of no unit, or about the one who asks: each has tests of its own. */
export const elsewhere = [
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
  'get /api/stream',
  'get /api/organisation',
  'put /api/organisation',
  'post /api/imports',
  'get /api/refused',
  'get /api/storage',
  'get /api/replays',
  'post /api/replays',
  'post /api/replays/{id}/steps',
  'post /api/replays/{id}/finish',
];
