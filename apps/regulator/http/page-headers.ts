import type { FastifyReply, FastifyRequest } from 'fastify';

const policy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** Tells browsers, with every answer, that the page needs nothing but this server's own files, and stands in nobody's frame. */
export function pageHeaders(_: FastifyRequest, reply: FastifyReply, payload: unknown, done: Sent): void {
  void reply.headers({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  done(null, payload);
}

type Sent = (error: null, payload: unknown) => void;
