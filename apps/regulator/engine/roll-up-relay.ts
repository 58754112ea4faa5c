import { setTimeout as pause } from 'node:timers/promises';
import { relayOutbox } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import type { Parts } from '../parts.js';
import { Periodic } from './periodic.js';

/** With so many observations waiting a request to roll up waits too, but no longer than this. */
const crowd = { records: 500, restMs: 2_000, lookMs: 25 };
/** So long it rests for each request that it has moved: making aggregates takes a part of the time, and no more. */
const restAMessageMs = 5;

/**
 * The relay of requests to roll up. It rests between its turns, the longer the more it had to move, and longest while a backlog of
 * observations is taken: what gathers meanwhile asks for the same aggregates again and again, and goes as one request. What a
 * single figure asks for goes at once.
 */
export function rollUpRelay({ database, relay, committed, log }: Parts, waiting: () => number): Periodic {
  return new Periodic({
    name: 'roll-up relay',
    log,
    wake: committed,
    pauseMs: 500,
    work: async () => {
      const moved = await relayOutbox(database, relay, { topics: [topics.rollUps] });
      const began = performance.now();
      const restMs = () => (waiting() > crowd.records ? crowd.restMs : Math.min(moved * restAMessageMs, crowd.restMs));
      while (performance.now() - began < restMs()) await pause(crowd.lookMs);
      return moved > 0;
    },
  });
}
