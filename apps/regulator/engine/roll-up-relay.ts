import { setTimeout as pause } from 'node:timers/promises';
import { relayOutbox } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import type { Parts } from '../parts.js';
import { Periodic } from './periodic.js';

/** With so many observations waiting a request to roll up waits too, but no longer than this. */
const crowd = { records: 500, restMs: 2_000, lookMs: 25 };

/**
 * The relay of requests to roll up. While a backlog of observations is taken it rests between its turns: what gathers meanwhile
 * asks for the same aggregates again and again, and goes as one request. As soon as the backlog is gone they go at once.
 */
export function rollUpRelay({ database, relay, committed, log }: Parts, waiting: () => number): Periodic {
  return new Periodic({
    name: 'roll-up relay',
    log,
    wake: committed,
    pauseMs: 500,
    work: async () => {
      const moved = await relayOutbox(database, relay, { topics: [topics.rollUps] });
      const until = performance.now() + crowd.restMs;
      while (waiting() > crowd.records && performance.now() < until) await pause(crowd.lookMs);
      return moved > 0;
    },
  });
}
