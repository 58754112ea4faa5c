import { type FastifyInstance, fastify } from 'fastify';
import { errorCatalogue, type ErrorCode, PostedBatch, SyncoError } from '#libs/contracts';
import type { Intake } from './intake.js';
import type { NewsBook } from './news-book.js';

const hosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The node's own door on loopback: programs on this machine post figures, and look how it is and what has been heard. */
export function nodeServer(intake: Intake, news: NewsBook, status: () => object): FastifyInstance {
  const server = fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: 'idle' });
  server.addHook('onRequest', async (request) => {
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
    if (!hosts.has(host)) throw new SyncoError('host-foreign', `This node does not answer to the name "${host}".`);
    const { origin } = request.headers;
    if (origin !== undefined) throw new SyncoError('origin-foreign', `A page of ${origin} may not call this node.`);
  });
  server.setErrorHandler((error, _, reply) => {
    const { code, message } = error instanceof SyncoError ? error : problemOf(error);
    const { status: answered, title, advice } = errorCatalogue[code];
    const problem = { type: 'about:blank', title, status: answered, code, detail: message, advice };
    return reply.status(answered).type('application/problem+json').send(problem);
  });
  server.setNotFoundHandler((request) => {
    throw new SyncoError('not-found', `There is nothing at ${request.method} ${request.url}.`);
  });
  server.post('/observations', async (request, reply) => {
    reply.status(202);
    return intake.takePosts(itemsOf(request.body));
  });
  server.get('/status', () => Promise.resolve(status()));
  server.get('/alerts', () => Promise.resolve({ alerts: news.all() }));
  return server;
}

/** One observation, or {"observations": […]}, as the server takes them. */
function itemsOf(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null)
    throw new SyncoError('body-malformed', 'The body is not a JSON object.');
  if (!('observations' in body)) return [body];
  const batch = PostedBatch.safeParse(body);
  if (batch.success) return batch.data.observations;
  throw new SyncoError('body-malformed', `The batch cannot be read: ${batch.error.issues[0]?.message}.`);
}

function problemOf(error: unknown): { code: ErrorCode; message: string } {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  const message = error instanceof Error ? error.message : String(error);
  if (status === 413) return { code: 'body-too-large', message };
  return { code: Number(status) < 500 ? 'body-malformed' : 'internal', message };
}
