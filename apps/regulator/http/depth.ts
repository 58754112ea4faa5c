import { SyncoError } from '#libs/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.js';

/** No contract nests further than this; much deeper bodies would exhaust the stack of whoever walks through them. */
const deepest = 32;

/** Refuses bodies that are nested more deeply than any contract is. */
export function refuseDeepBodies({ body }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (deeper(body, deepest))
    sendProblem(reply, new SyncoError('body-malformed', `The body is nested more than ${deepest} levels deep.`));
  else done();
}

function deeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return left === 0 || Object.values(value).some((part) => deeper(part, left - 1));
}
