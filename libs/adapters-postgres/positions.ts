import { type Beginning, Conflict } from '#libs/regulation';
import type { Client } from './database.js';

/** A partition of a log, which is known by the identity of its bus. */
export interface Place {
  bus: string;
  topic: string;
  partition: number;
}

const ofPlace = 'bus = $1 and topic = $2 and partition = $3';

/** The stored position of a partition, its row locked; null where the log has never been read. */
export async function readPosition(client: Client, { bus, topic, partition }: Place): Promise<number | null> {
  const found = await client.query<{ next_offset: number }>(
    `select next_offset from consumer_position where ${ofPlace} for update`,
    [bus, topic, partition],
  );
  return found.rows[0]?.next_offset ?? null;
}

/** Compare-and-set of the position; throws `Conflict` if somebody else has moved it. */
export async function movePosition(
  client: Client,
  { bus, topic, partition }: Place,
  from: number | null,
  to: number,
): Promise<void> {
  const moved =
    from === null
      ? await client.query(
          'insert into consumer_position (bus, topic, partition, next_offset) values ($1, $2, $3, $4) on conflict do nothing',
          [bus, topic, partition, to],
        )
      : await client.query(`update consumer_position set next_offset = $5 where ${ofPlace} and next_offset = $4`, [
          bus,
          topic,
          partition,
          from,
          to,
        ]);
  if (moved.rowCount !== 1) throw new Conflict(`${topic}/${partition} was moved on by another consumer`);
}

/** With which record the log of a partition began when it was read; null where that was not noted. */
export async function beginning(client: Client, { bus, topic, partition }: Place): Promise<Beginning | null> {
  const found = await client.query<Beginning>(
    `select first_offset as "offset", first_stamp as stamp from consumer_position where ${ofPlace} and first_offset is not null`,
    [bus, topic, partition],
  );
  return found.rows[0] ?? null;
}

/** Notes it with the position of the partition, which must be there. */
export async function noteBeginning(
  client: Client,
  { bus, topic, partition }: Place,
  { offset, stamp }: Beginning,
): Promise<void> {
  await client.query(`update consumer_position set first_offset = $4, first_stamp = $5 where ${ofPlace}`, [
    bus,
    topic,
    partition,
    offset,
    stamp,
  ]);
}
