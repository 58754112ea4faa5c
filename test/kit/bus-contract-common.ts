import { expect } from '@jest/globals';
import { topics } from '#libs/contracts';
import type { Bus } from '#libs/regulation';
import type { Store, Taken } from './bus-reader.js';

/** What the tests of the contract work on; read anew in each test. */
export interface Context {
  bus: () => Bus;
  second: () => Promise<Bus>;
  store: () => Store;
}

/** The topic of the tests that need one. */
export const topic = topics.observations;

/** Keys enough to lie in more than one partition. */
export const keys = ['looms', 'spindles', 'dyeing', 'packing', 'stores', 'boilers', 'cutting', 'sewing'];

/** 0, 1, 2 … count - 1. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

/** The partitions in which records of a key were found. */
export function partitionsOf(taken: readonly Taken[], key: string): Set<number> {
  return new Set(taken.filter((record) => record.key === key).map(({ partition }) => partition));
}

/** What was taken, in the order of the log. */
export function byPlace(taken: readonly Taken[]) {
  return taken
    .map(({ topic, partition, offset, key, id, value }) => ({ topic, partition, offset, key, id, value }))
    .toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
}

/** Within each partition offsets rise from record to record. */
export function expectRisingOffsets(taken: readonly Taken[]) {
  const last = new Map<string, number>();
  for (const { topic, partition, offset } of taken) {
    const place = `${topic}/${partition}`;
    expect(offset).toBeGreaterThan(last.get(place) ?? -1);
    last.set(place, offset);
  }
}
