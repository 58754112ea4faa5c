import { type Batch, PartitionStopped } from './bus.js';

/** The record with which the log of a partition begins: its offset, and what tells it from another one at the same place. */
export interface Beginning {
  offset: number;
  stamp: string;
}

/** What a batch tells of how its log begins; null where it comes from further on, or its bus stamps nothing. */
export function beginningOf({ records: [first], logStart }: Batch): Beginning | null {
  if (first?.stamp === undefined || first.offset !== logStart) return null;
  return { offset: first.offset, stamp: first.stamp };
}

const whatToDo =
  'the log has lost records or was replaced. Restore it, or delete its row of consumer_position and start the regulators again, to go on ' +
  'from its start.';

/**
 * Throws `PartitionStopped` where a log begins otherwise than it did when it was read: it is another, and what lies on it below the
 * stored position would be passed over. A log may lose its oldest records, so it may well begin further on.
 */
export function refuseAnotherLog(batch: Batch, found: Beginning, known: Beginning): void {
  if (found.offset > known.offset || (found.offset === known.offset && found.stamp === known.stamp)) return;
  const place = `${batch.topic}/${batch.partition} of ${batch.bus}`;
  throw new PartitionStopped(`${place} begins with another record than when it was read: ${whatToDo}`);
}

/** The reason to stop a partition whose stored position lies outside its log. */
export function outsideTheLog(
  { bus, topic, partition, logStart, logEnd }: Omit<Batch, 'records'>,
  next: number,
): PartitionStopped {
  return new PartitionStopped(
    `${topic}/${partition} of ${bus} holds offsets ${logStart} to ${logEnd}, but ${next} is to be read next: ${whatToDo}`,
  );
}
