import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';

const policy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const always = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
const yearSeconds = 31_536_000;

/**
 * Tells browsers, with every answer, that the page needs nothing but this server's own files and no device, stands in nobody's frame, and
 * where people reach it by https, that they are never to come otherwise.
 */
export function pageHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): Hook {
  const headers = publicUrl.startsWith('https:')
    ? { ...always, 'strict-transport-security': `max-age=${yearSeconds}` }
    : always;
  return ({ url, routeOptions }, reply, payload, done) => {
    void reply.headers(headers);
    // What one was answered is nobody's who comes to the same browser, or to the proxy before it, later. An address may be written in
    // other letters than its route.
    const isAsked = (routeOptions.url ?? url).startsWith('/api/');
    if (isAsked && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  };
}

type Hook = (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
) => void;
