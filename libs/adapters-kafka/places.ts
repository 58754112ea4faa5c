import type { Topic } from '#libs/contracts';
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
