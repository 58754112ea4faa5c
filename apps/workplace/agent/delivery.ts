import { Accepted, type ErrorCode, type Observation, SyncoError, topics } from '#libs/contracts';
import type { Client } from '../client.js';
import type { LateBus } from './late-bus.js';

/** What the other side said of a batch: which of it was refused for good. All else has been taken. */
interface Delivered {
  refused: { index: number; code: string; message: string }[];
}

/** Hands observations over; rejects when it is not known that they have been taken: they are then handed over again. */
export type Deliver = (observations: readonly Observation[]) => Promise<Delivered>;

/** Over HTTP: every observation has its id, so that one that arrives twice counts once. */
export function overHttp(client: Client): Deliver {
  return async (observations) => client.post('/api/observations', { observations }, Accepted);
}

/** Straight onto the bus; what does not fit the organisation is refused by the regulator, and found under /api/refused there. */
export function overBus(bus: LateBus): Deliver {
  return async (observations) => {
    const records = observations.map((observation) => ({
      topic: topics.observations,
      key: observation.indicator,
      id: observation.id,
      value: JSON.stringify(observation),
    }));
    await (await bus.get()).publish(records);
    return { refused: [] };
  };
}

const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'server-unreachable',
  'bus-unavailable',
  'store-unavailable',
  'too-many-requests',
  'organisation-missing',
  'internal',
]);

/** Whether a failure passes by itself. What does not needs a person, and is tried again all the same, but seldom. */
export function passes(error: unknown): boolean {
  if (!(error instanceof SyncoError)) return true;
  return passing.has(error.code);
}
