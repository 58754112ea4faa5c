import type { Topic } from '#libs/contracts';
import type { Batch, Bus, IncomingRecord, OutgoingRecord, Subscription } from '#libs/regulation';

/** A record that a reader took, and where it lay. */
export interface Taken extends IncomingRecord {
  topic: Topic;
  partition: number;
  by: string;
}

/** Stands in for the database: stored positions, moved by compare-and-set together with what was taken. */
export class Store {
  readonly positions = new Map<string, number>();
  readonly taken: Taken[] = [];

  /** The stored position of the batch's partition; a partition never seen starts at the log's start. */
  position(batch: Batch): number {
    return this.positions.get(placeOf(batch)) ?? batch.logStart;
  }

  /** Takes what lies at and above the stored position, unless somebody else has moved it since `from` was read. */
  commit(batch: Batch, from: number, by: string): number {
    const fresh = batch.records.filter(({ offset }) => offset >= from);
    const [first, last] = [fresh[0], fresh.at(-1)];
    // Records that lie between the position and the batch must be asked for, not passed over.
    const misses = first !== undefined && first.offset > from && from > batch.logStart;
    if (last === undefined || misses || this.position(batch) !== from) return this.position(batch);
    this.positions.set(placeOf(batch), last.offset + 1);
    for (const record of fresh) {
      this.taken.push({ ...record, topic: batch.topic, partition: batch.partition, by });
    }
    return last.offset + 1;
  }
}

/** Reads topics as the regulator does: position and effect are committed together, `before` may wait or throw. */
export function read(
  bus: Bus,
  reader: { store: Store; group: string; topics: readonly Topic[]; by?: string; before?: (batch: Batch) => unknown },
): Promise<Subscription> {
  const { store, group, topics, by = 'reader', before } = reader;
  return bus.subscribe({
    group,
    topics,
    handler: async (batch) => {
      const from = store.position(batch);
      await before?.(batch);
      return { next: store.commit(batch, from, by) };
    },
  });
}

/** Records of one topic and key, numbered in their values from `from` on. */
export function numbered(topic: Topic, key: string, { from = 0, count = 1 }): OutgoingRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const n = from + index;
    return { topic, key, id: `${key}-${n}`, value: JSON.stringify({ n }) };
  });
}

/** The numbers of a key's values, in the order in which they were taken. */
export function numbersOf(taken: readonly Taken[], key: string): number[] {
  return taken.flatMap((record) => {
    const found = record.key === key ? /^\{"n":(\d+)\}$/.exec(record.value ?? '') : null;
    return found === null ? [] : [Number(found[1])];
  });
}

/** Resolves once the condition holds; rejects, saying what was waited for, when it does not in time. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 30_000,
  everyMs = 20,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${withinMs / 1000} s in vain until ${what}`);
    await sleep(everyMs);
  }
}

/** Resolves after so many milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}

function placeOf({ bus, topic, partition }: Batch): string {
  return `${bus}/${topic}/${partition}`;
}
