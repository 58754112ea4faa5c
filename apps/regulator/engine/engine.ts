import { topics } from '#libs/contracts';
import { relayOutbox, trimChanges } from '#libs/adapters-postgres';
import { fireTimers, type PlaceCache, regulateBatches, type Subscription } from '#libs/regulation';
import type { Parts } from '../parts.js';
import { Periodic } from './periodic.js';

/** The moving parts: the consumer of the bus, the relay of the outbox, the clock that fires timers. */
export interface Engine {
  subscription: Subscription;
  stop(): Promise<void>;
}

/** Starts them in the order of the data, and stops them in the same order, each finishing what it has in hand. */
export async function startEngine(parts: Parts): Promise<Engine> {
  const { bus, store, committed, metrics, log, database } = parts;
  const places: PlaceCache = new Map();
  const most = database.kind === 'embedded' ? 200 : 2_000;
  const handler = regulateBatches({
    store,
    now: parts.now,
    places,
    most,
    committed: ({ topic, records, alerts, refused }) => {
      metrics.records.inc({ topic }, records);
      metrics.refused.inc({ topic }, refused);
      metrics.alertChanges.inc(alerts);
      committed.call();
    },
  });
  const relay = new Periodic({
    name: 'relay',
    log,
    wake: committed,
    pauseMs: 500,
    work: async () => (await relayOutbox(database, parts.relay)) > 0,
  });
  const clock = new Periodic({
    name: 'clock',
    log,
    pauseMs: 500,
    work: async () => {
      const fired = await fireTimers(store, parts.now());
      metrics.climbs.inc(fired);
      if (fired > 0) committed.call();
      return false;
    },
  });
  const sweep = new Periodic({
    name: 'sweep',
    log,
    pauseMs: 60_000,
    work: async () => {
      await trimChanges(database.pool);
      return false;
    },
  });
  const subscription = await bus.subscribe({
    group: 'synco-regulator',
    topics: [topics.observations, topics.rollUps],
    handler: async (batch) => {
      const end = metrics.batchSeconds.startTimer({ topic: batch.topic });
      const answer = await handler(batch);
      end();
      return answer;
    },
  });
  const loops = [relay, clock, sweep];
  for (const loop of loops) loop.start();
  return {
    subscription,
    stop: async () => {
      await subscription.stop();
      for (const loop of loops) await loop.stop();
    },
  };
}
