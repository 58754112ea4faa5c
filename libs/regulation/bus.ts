import type { Refusal, Topic } from '#libs/contracts';

/** A record to publish: `id` lets receivers tell a repetition, `value` is JSON text. */
export interface OutgoingRecord {
  topic: Topic;
  key: string;
  id: string;
  value: string;
}

/** A record as it lies on the bus. Key, id and value are whatever the sender wrote: nothing is promised about them. */
export interface IncomingRecord {
  offset: number;
  key: string | null;
  id: string | null;
  value: string | null;
  /** What tells it from another record at the same offset of another log, where the bus can say that. */
  stamp?: string;
  /** What its writer has put beside it as proof, where there is one: not looked at yet. */
  seal?: Seal;
  /** Who wrote it, once that was looked at; left out for the regulators' own records, and where nobody else can write to the bus. */
  origin?: Origin;
}

/** A record's proof of who wrote it, and the very bytes that it was made for. An empty `node` stands for a regulator. */
export interface Seal {
  node: string;
  keyId: string;
  mark: Uint8Array;
  value: Uint8Array;
}

/** The node that wrote a record, with what it may post (null: all indicators of its unit); or why the record is refused. */
export type Origin = { name: string; unit: string; indicators: readonly string[] | null } | { refusal: Refusal };

/** Records of one partition, in offset order, none left out but those that the bus has already dropped. */
export interface Batch {
  /** The identity of the log (a cluster id): positions belong to it, so that a new broker is never taken for the old one. */
  bus: string;
  topic: Topic;
  partition: number;
  /** The oldest offset that the log still holds. */
  logStart: number;
  /** The offset that the next record written will get. */
  logEnd: number;
  records: IncomingRecord[];
}

/**
 * Takes a batch and answers the offset from which the partition goes on: the stored position, whatever was in the batch.
 * Throwing means that the batch was not taken: it is handed over again after a pause.
 */
export type BatchHandler = (batch: Batch) => Promise<{ next: number }>;

/** What somebody wants to read. `atOnce`: of so many partitions at most batches are handed over at the same time; 4 unless it is said. */
export interface Wanted {
  group: string;
  topics: readonly Topic[];
  handler: BatchHandler;
  atOnce?: number;
}

export interface Subscription {
  /** Finishes the batch in hand, leaves the group, and resolves when nothing more will be handed over. */
  stop(): Promise<void>;
  /** Partitions that were stopped for a reason that needs a person, with the reason. */
  stopped(): ReadonlyMap<string, string>;
  /** How many records wait behind the positions that this consumer knows of, by topic. */
  lag(): ReadonlyMap<Topic, number>;
}

/** Thrown by a handler when a partition must not go on until somebody has looked: it is stopped, the others go on. */
export class PartitionStopped extends Error {
  override readonly name = 'PartitionStopped';
}

/**
 * The bus: ordered by key, replayable, at least once. Two adapters keep this promise (embedded, Kafka) and pass one contract suite.
 */
export interface Bus {
  /** Resolves when every record is safely on the log; several records of one key keep their order. Rejects if that is not known. */
  publish(records: readonly OutgoingRecord[]): Promise<void>;
  /** Joins the group; each partition is read by one member at a time, from the position that the handler last answered. */
  subscribe(wanted: Wanted): Promise<Subscription>;
  /** Whether the log can be reached now; for /health. */
  check(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}
