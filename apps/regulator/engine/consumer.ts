import { topics } from '#libs/contracts';
import { type BatchHandler, regulateBatches, type Subscription } from '#libs/regulation';
import { courier } from '../channels/courier.js';
import type { Parts } from '../parts.js';
import { checkOrigins } from './check-origins.js';

/** The consumer of the bus, and what it cannot get past. */
export interface Consumer {
  subscription: Subscription;
  /** Partitions that do not go on, with the reason: stopped for a person, or failing again and again. */
  stuck(): ReadonlyMap<string, string>;
}

/** So many failures in a row may pass by themselves (a lost race, a database that restarts); then somebody should know. */
const patience = 5;

/**
 * Feeds the loop from the bus. Requests to roll up are read by a consumer of their own, one partition at a time: a batch of them
 * takes long, and no figure of a team waits for the sums above it.
 */
export async function startConsumer(parts: Parts): Promise<Consumer> {
  const failing = new Map<string, { times: number; reason: string }>();
  const regulate = regulator(parts);
  const watched = (work: BatchHandler): BatchHandler => {
    const checked = checkOrigins(parts, work);
    return async (batch) => {
      const place = `${batch.topic}/${batch.partition}`;
      const end = parts.metrics.batchSeconds.startTimer({ topic: batch.topic });
      try {
        const answer = await checked(batch);
        failing.delete(place);
        return answer;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        failing.set(place, { times: (failing.get(place)?.times ?? 0) + 1, reason });
        throw error;
      } finally {
        end();
      }
    };
  };
  const handler = watched(regulate);
  const joined = await Promise.all([
    parts.bus.subscribe({ group: 'synco-regulator', topics: [topics.observations], handler }),
    parts.bus.subscribe({ group: 'synco-regulator-roll-ups', topics: [topics.rollUps], handler, atOnce: 1 }),
    parts.bus.subscribe({ group: 'synco-channels', topics: [topics.dispatches], handler: watched(courier(parts)) }),
  ]);
  const subscription = together(joined);
  const stuck = () => {
    const long = [...failing].filter(([, { times }]) => times >= patience);
    const failed = long.map(([place, { times, reason }]) => [place, `has failed ${times} times: ${reason}`] as const);
    return new Map([...failed, ...subscription.stopped()]);
  };
  return { subscription, stuck };
}

/** Several subscriptions as one. */
function together(several: readonly Subscription[]): Subscription {
  return {
    stop: async () => void (await Promise.all(several.map((one) => one.stop()))),
    stopped: () => new Map(several.flatMap((one) => [...one.stopped()])),
    lag: () => new Map(several.flatMap((one) => [...one.lag()])),
  };
}

function regulator({ store, now, database, metrics, committed }: Parts): BatchHandler {
  return regulateBatches({
    store,
    now,
    places: new Map(),
    most: database.kind === 'embedded' ? 400 : 2_000,
    committed: ({ topic, records, alerts, refused, repeated }) => {
      metrics.records.inc({ topic }, records);
      metrics.refused.inc({ topic }, refused);
      metrics.repeated.inc(repeated);
      metrics.alertChanges.inc(alerts);
      committed.call();
    },
  });
}
