import { type RollUp, topics } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { regulateBatches } from '../loop.js';
import type { PlaceCache } from '../regulate.js';
import type { MemoryStore } from './memory-store.js';
import { batchOf, dayOfYear, posted, recordsOf } from './works.js';

/** The end of the n-th day of 2026, when its figure is known. */
export function endOf(n: number): string {
  return Temporal.Instant.fromEpochMilliseconds(dayOfYear(n).endsAt).toString();
}

/** A line into the loop over a store: each call is a batch that follows the last one, taken at the instant `now`. */
export function lineInto(store: MemoryStore, places: PlaceCache = new Map()) {
  let now = endOf(0);
  const handler = regulateBatches({ store, now: () => now, places, most: 500, committed: () => undefined });
  const send = async (topic: typeof topics.observations | typeof topics.rollUps, at: string, messages: object[]) => {
    now = at;
    const from = store.positions.get(`bus/${topic}/0`) ?? 0;
    await handler(batchOf(recordsOf(messages, from), { topic }));
  };
  return {
    post: (at: string, observations: object[]) => send(topics.observations, at, observations),
    rollUp: (at: string, asked: RollUp[]) => send(topics.rollUps, at, asked),
    /** Posts the values of the days from `first` on, each at the end of its day. */
    days: async (first: number, values: readonly number[]) => {
      for (const [place, value] of values.entries()) {
        await send(topics.observations, endOf(first + place), [posted(first + place, value)]);
      }
    },
  };
}
