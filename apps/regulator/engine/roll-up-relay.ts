import { setTimeout as pause } from 'node:timers/promises';
import { relayOutbox } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import type { Parts } from '../parts.js';
import { Periodic } from './periodic.js';

/** After each message so many milliseconds of rest, but no more than a second. */
const rest = { perMessageMs: 5, mostMs: 1_000 };

/**
 * The relay of requests to roll up. It rests the longer the more it has moved: what gathers meanwhile asks for the same aggregates
 * again, and goes as one request. Below some 200 requests a second that is not felt; a backlog's aggregates come a second later
 * and once, not once a batch. A replay, which waits for each step, is not made to rest.
 */
export function rollUpRelay({ database, relay, committed, log }: Parts): Periodic {
  return new Periodic({
    name: 'roll-up relay',
    log,
    wake: committed,
    pauseMs: 500,
    work: async () => {
      let live = 0;
      const moved = await relayOutbox(
        database,
        (records, client) => {
          live = records.filter(({ value }) => !value.includes('"replay":')).length;
          return relay(records, client);
        },
        { topics: [topics.rollUps] },
      );
      if (live > 0) await pause(Math.min(rest.mostMs, live * rest.perMessageMs));
      return moved > 0;
    },
  });
}
