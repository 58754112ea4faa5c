import type { Topic } from '#libs/contracts';
import { PartitionStopped } from '#libs/regulation';
import type { Bounds } from './cluster.js';

/** What this consumer knows of one partition that it holds. */
export interface Place extends Bounds {
  readonly topic: Topic;
  readonly partition: number;
  /** Where the partition goes on: what the handler last answered. */
  position: number;
  /** Nothing was handed over since the partition came: one record asks the handler for its stored position. */
  asking: boolean;
  /** How often in a row the handler has refused. */
  refusals: number;
}

/** The partitions that a consumer holds, and those among them that were stopped for a person. */
export class Places {
  readonly stopped = new Map<string, string>();
  /** How far each log has ever reached, by cluster and partition. */
  readonly #reached = new Map<string, number>();
  #held = new Map<string, Place>();

  /** The group has given this consumer these partitions, and no others; each is found anew, for others may have moved it. */
  assign(assignment: readonly { topic: Topic; partitions: readonly number[] }[]): Place[] {
    const places = assignment.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({
        topic,
        partition,
        logStart: 0,
        logEnd: 0,
        position: 0,
        asking: true,
        refusals: 0,
      })),
    );
    this.#held = new Map(places.map((place) => [nameOf(place), place]));
    for (const name of this.stopped.keys()) if (!this.#held.has(name)) this.stopped.delete(name);
    return places;
  }

  find(topic: string, partition: number): Place | undefined {
    return this.#held.get(`${topic}/${partition}`);
  }

  /** Whether this is still the place of its partition, and the partition was not stopped. */
  isCurrent(place: Place): boolean {
    return this.#held.get(nameOf(place)) === place && !this.stopped.has(nameOf(place));
  }

  /** Notes that the log of the place reaches so far. */
  reaches(bus: string, place: Place, end: number) {
    place.logEnd = Math.max(place.logEnd, end);
    const name = `${bus}/${nameOf(place)}`;
    this.#reached.set(name, Math.max(this.#reached.get(name) ?? 0, end));
  }

  /**
   * Gives the place the bounds that Kafka tells of its log. No log becomes shorter by itself: one that does is another, and its records
   * would be passed over up to the position in the one before. Throws `PartitionStopped`.
   */
  bound(bus: string, place: Place, bounds: Bounds) {
    Object.assign(place, bounds);
    const name = `${bus}/${nameOf(place)}`;
    const before = this.#reached.get(name) ?? 0;
    this.#reached.set(name, Math.max(before, bounds.logEnd));
    if (bounds.logEnd >= before) return;
    throw new PartitionStopped(
      `${name} reaches to ${bounds.logEnd}, but it has reached to ${before}: the log has lost records or was replaced. Restore it, or ` +
        'delete its row of consumer_position and start the regulators again, to go on from its start.',
    );
  }

  stop(place: Place, reason: string) {
    this.stopped.set(nameOf(place), reason);
  }

  lag(topics: readonly Topic[]): Map<Topic, number> {
    const lag = new Map(topics.map((topic) => [topic, 0]));
    for (const { topic, logEnd, position } of this.#held.values()) {
      lag.set(topic, (lag.get(topic) ?? 0) + Math.max(0, logEnd - position));
    }
    return lag;
  }
}

function nameOf({ topic, partition }: { topic: Topic; partition: number }): string {
  return `${topic}/${partition}`;
}
