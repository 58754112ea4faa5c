import { nodeOf, signedIn } from '#libs/adapters-postgres';
import { SyncoError } from '#libs/contracts';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../http/problem.js';
import type { Parts } from '../parts.js';
import { sourceOf, type Who } from './asking.js';
import { SlowDown } from './slow-down.js';

/** What may be asked without being signed in: whether all is well, what there is to sign in with, and the page itself. */
const unguarded: ReadonlySet<string> = new Set([
  '/api/openapi.json',
  '/api/asyncapi.json',
  '/api/me',
  '/api/sign-in',
  '/api/sign-in/demo',
  '/api/sign-in/elsewhere',
  '/api/sign-in/elsewhere/back',
  '/api/sign-out',
  '/api/links/read',
  '/api/links/use',
  '/api/links/reset',
  '/api/links/confirm',
]);

/** What takes longer to come has come slowly. */
const slowMs = 1_000;

/** Finds out who asks, before anything else is done; whoever is not known sees nothing of /api, and whoever asks too often waits. */
export function openDoor(parts: Parts): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const { config, now } = parts;
  const points = config.access === 'accounts' ? config.requestsAMinute : null;
  const requests = points === null ? null : new SlowDown({ points, seconds: 60 });
  return async (request, reply) => {
    const isGuarded = pathOf(request).startsWith('/api/');
    const key = isGuarded && config.access === 'accounts' ? keyOf(request, cookieName(config.publicUrl)) : null;
    const again = async (): Promise<Who> => (config.access === 'open' ? { kind: 'anybody' } : whoseKey(parts, key));
    const who = await again();
    const under = request.headers['idempotency-key'];
    request.asking = { who, as: askedAs(request), under: under?.toString(), now: now(), again };
    const seconds = isGuarded && requests ? await requests.secondsToWait(sourceOf(who, request.ip)) : 0;
    if (seconds > 0) {
      reply.header('retry-after', seconds);
      sendProblem(reply, new SyncoError('too-many-requests', `Again in ${seconds} second(s).`));
      return;
    }
    const refusal = refusalOf(who, request);
    if (refusal) sendProblem(reply, refusal);
  };
}

/**
 * A body may come as slowly as somebody likes. Where it did, who has sent it is looked up again now that it is whole, and so is the time: a
 * right that has ended meanwhile does nothing any more.
 */
export function lookAgain({
  now,
}: Pick<Parts, 'now'>): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    const { asking } = request;
    if (!asking || reply.elapsedTime < slowMs) return;
    const who = await asking.again();
    request.asking = { ...asking, who, now: now() };
    const refusal = refusalOf(who, request);
    if (refusal) sendProblem(reply, refusal);
  };
}

/** A browser's pages share one session: what a page has from one person is not done as another who has come in since. */
function refusalOf(who: Who, request: FastifyRequest): SyncoError | null {
  const path = pathOf(request);
  if (!path.startsWith('/api/') || unguarded.has(path)) return null;
  if (who.kind === 'nobody') return new SyncoError('sign-in-needed', 'Nobody is signed in.');
  const meant = request.headers['synco-person'];
  if (who.kind !== 'person' || meant === undefined || meant === who.account.id) return null;
  return new SyncoError('signed-in-otherwise', `This comes from somebody else than ${who.account.name}.`);
}

/** The route that was found, not the address as it was written: that has more than one way to say the same. */
function pathOf({ routeOptions, url }: FastifyRequest): string {
  return routeOptions.url ?? url.split('?')[0] ?? '';
}

async function whoseKey({ database, now }: Parts, key: string | null): Promise<Who> {
  if (key === null) return { kind: 'nobody' };
  const node = await nodeOf(database.pool, key, now());
  if (node) return { kind: 'node', node };
  const session = await signedIn(database.pool, key, now());
  return session ? { kind: 'person', ...session } : { kind: 'nobody' };
}

/** The key that the request carries: a page's session in its cookie, a program's or a node's in the header Authorization. */
export function keyOf({ headers }: FastifyRequest, cookie: string): string | null {
  const bearer = /^Bearer ([\w-]{1,100})$/.exec(headers.authorization ?? '')?.[1];
  return bearer ?? parseCookie(headers.cookie ?? '')[cookie] ?? null;
}

/** The cookie's name; over https one that only this host can set. */
export function cookieName(publicUrl: string): string {
  return isHttps(publicUrl) ? '__Host-synco' : 'synco';
}

/** The cookie that carries a session: out of reach for scripts, and never sent along from another site. */
export function sessionCookie(publicUrl: string, key: string, days: number): string {
  return stringifySetCookie(cookieName(publicUrl), key, {
    httpOnly: true,
    sameSite: 'strict',
    secure: isHttps(publicUrl),
    path: '/',
    maxAge: days * 24 * 60 * 60,
  });
}

function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

function askedAs({ headers, query }: FastifyRequest): string | undefined {
  const header = headers['synco-as'];
  if (typeof header === 'string') return header;
  const asked = typeof query === 'object' && query !== null && 'as' in query ? query.as : undefined;
  return typeof asked === 'string' ? asked : undefined;
}
