import { relayOutbox } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import { fireTimers, fullTurn } from '#libs/regulation';
import { deliverer } from '../channels/deliverer.js';
import type { Parts } from '../parts.js';
import { type Consumer, startConsumer } from './consumer.js';
import { Periodic } from './periodic.js';
import { rollUpRelay } from './roll-up-relay.js';
import { lagNotes, upkeep } from './upkeep.js';

/** The moving parts: the consumer of the bus, the relay of the outbox, the clock that fires timers. */
export interface Engine {
  consumer: Consumer;
  stop(): Promise<void>;
}

/** Starts them in the order of the data, and stops them in the same order, each finishing what it has in hand. */
export async function startEngine(parts: Parts): Promise<Engine> {
  const { store, committed, metrics, log, database } = parts;
  const relay = new Periodic({
    name: 'relay',
    log,
    wake: committed,
    pauseMs: 500,
    work: async () => (await relayOutbox(database, parts.relay, { topics: [topics.dispatches] })) > 0,
  });
  const clock = new Periodic({
    name: 'clock',
    log,
    pauseMs: 500,
    work: async () => {
      const fired = await fireTimers(store, parts.now(), {
        failed: (timer, err) => log.error({ err, timer }, 'a timer failed, and rests before it is tried again'),
      });
      metrics.climbs.inc(fired);
      if (fired > 0) committed.call();
      return fired >= fullTurn;
    },
  });
  const consumer = await startConsumer(parts);
  const waiting = () => consumer.subscription.lag().get(topics.observations) ?? 0;
  const deliverers = [deliverer(parts, 'mail'), deliverer(parts, 'net')];
  const loops = [relay, rollUpRelay(parts, waiting), clock, ...deliverers, ...(await upkeep(parts))];
  if (parts.config.kafkaBrokers) loops.push(lagNotes(parts, consumer));
  for (const loop of loops) loop.start();
  return {
    consumer,
    stop: async () => {
      await consumer.subscription.stop();
      for (const loop of loops) await loop.stop();
    },
  };
}
