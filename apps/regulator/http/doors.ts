import { SyncoError } from '#libs/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { sendProblem } from './problem.js';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Lets in only requests that name this server as their host and, from a page, as their origin: other sites' pages stay out. */
export function guardDoors(config: Config): (request: FastifyRequest, reply: FastifyReply, done: () => void) => void {
  const people = new URL(config.publicUrl).hostname;
  const names = new Set([...loopback, config.host, people, ...config.allowedHosts].map((name) => name.toLowerCase()));
  return (request, reply, done) => {
    const refusal = refusalOf(request, names) ?? unreadable(request);
    if (refusal) sendProblem(reply, refusal);
    else done();
  };
}

function refusalOf({ headers }: FastifyRequest, names: ReadonlySet<string>): SyncoError | null {
  const host = (headers.host ?? '').toLowerCase();
  if (!names.has(host) && !names.has(host.replace(/:\d+$/, ''))) {
    return new SyncoError('host-foreign', `This server does not answer to the name "${host}".`);
  }
  const { origin } = headers;
  if (origin === undefined) return null;
  const from = URL.canParse(origin) ? new URL(origin).host.toLowerCase() : null;
  return from === host ? null : new SyncoError('origin-foreign', `A page of ${origin} may not call this server.`);
}

function unreadable({ url }: FastifyRequest): SyncoError | null {
  return url.includes('%00') ? new SyncoError('query-malformed', 'No address holds a zero byte.') : null;
}
