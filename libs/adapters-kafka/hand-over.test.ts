import { describe, expect, test } from '@jest/globals';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { topics } from '#libs/contracts';
import { PartitionStopped, type Batch, type BatchHandler } from '#libs/regulation';
import { handOver } from './hand-over.js';
import { Places } from './places.js';

const topic = topics.observations;

// One partition that holds offsets 0 … 9, and what was done to kafkajs while a handler got them.
function rig(handler: BatchHandler, { from = 0, running = (): boolean => true, logStart = 0 } = {}) {
  const places = new Places();
  const [place] = places.assign([{ topic, partitions: [0] }]);
  if (place === undefined) throw new Error('no place was assigned');
  const done = { resolved: [] as number[], committed: [] as string[], held: [] as string[], handed: [] as Batch[] };
  const payload: EachBatchPayload = {
    batch: {
      topic,
      partition: 0,
      highWatermark: '10',
      messages: Array.from({ length: 10 - from }, (_, n) => message(from + n)),
      isEmpty: () => false,
      firstOffset: () => String(from),
      lastOffset: () => '9',
      offsetLag: () => '0',
      offsetLagLow: () => '0',
    },
    resolveOffset: (offset) => done.resolved.push(Number(offset) + 1),
    heartbeat: () => Promise.resolve(),
    pause: () => () => undefined,
    commitOffsetsIfNecessary: (offsets) => {
      done.committed.push(
        ...(offsets?.topics ?? []).flatMap(({ partitions }) => partitions.map(({ offset }) => offset)),
      );
      return Promise.resolve();
    },
    uncommittedOffsets: () => ({ topics: [] }),
    isRunning: running,
    isStale: () => false,
  };
  const run = () =>
    handOver(
      {
        bus: () => 'cluster',
        cluster: { bounds: () => Promise.resolve(new Map([[0, { logStart, logEnd: 10 }]])) },
        places,
        handler: (batch) => {
          done.handed.push(batch);
          return handler(batch);
        },
        maxRecords: 4,
        ended: () => false,
        hold: (_, until) => done.held.push(until),
        log: () => undefined,
      },
      payload,
    );
  return { run, done, places, place };
}

function message(offset: number): KafkaMessage {
  return {
    offset: String(offset),
    key: Buffer.from('looms'),
    value: Buffer.from(`${offset}`),
    headers: {},
    timestamp: '0',
    attributes: 0,
  };
}

const follow: BatchHandler = (batch) => Promise.resolve({ next: (batch.records.at(-1)?.offset ?? -1) + 1 });
const offsetsOf = (batches: Batch[]) => batches.map(({ records }) => records.map(({ offset }) => offset));

describe('handing over', () => {
  test('asks with one record for the stored position, then hands over parts of the size allowed, and commits once', async () => {
    const { run, done, places } = rig(follow);
    await run();
    expect(offsetsOf(done.handed)).toEqual([[0], [1, 2, 3, 4], [5, 6, 7, 8], [9]]);
    expect(done.resolved).toEqual([1, 5, 9, 10]);
    expect(done.committed).toEqual(['10']);
    expect(places.lag([topic])).toEqual(new Map([[topic, 0]]));
  });

  test('goes on within the fetched records when the stored position lies ahead', async () => {
    const { run, done } = rig((batch) =>
      Promise.resolve({ next: Math.max(7, (batch.records.at(-1)?.offset ?? 0) + 1) }),
    );
    await run();
    expect(offsetsOf(done.handed)).toEqual([[0], [7, 8, 9]]);
  });

  test('a refusal holds the partition and leaves it where it was', async () => {
    const { run, done, place } = rig(() => Promise.reject(new Error('no store')));
    await run();
    expect(done).toMatchObject({ held: ['later'], resolved: [], committed: [] });
    expect(place.refusals).toBe(1);
  });

  test('an answer that leads nowhere is not asked for again at once', async () => {
    const { run, done } = rig(() => Promise.resolve({ next: 0 }));
    await run();
    expect(done).toMatchObject({ held: ['later'], resolved: [0] });
  });

  test('a stopped partition is held for ever, and says why', async () => {
    const { run, done, places } = rig(() => Promise.reject(new PartitionStopped('ask a person')));
    await run();
    expect(done).toMatchObject({ held: ['ever'], resolved: [] });
    expect([...places.stopped]).toEqual([[`${topic}/0`, 'ask a person']]);
  });

  test('when the log no longer holds what comes next, the handler is told where it starts now', async () => {
    const { run, done } = rig(follow, { from: 6, logStart: 6 });
    await run();
    expect(done.handed[0]).toMatchObject({ logStart: 6, logEnd: 10 });
  });

  test('a stop ends after the part in hand', async () => {
    let parts = 0;
    const { run, done } = rig(follow, { running: () => ++parts <= 2 });
    await run();
    expect(offsetsOf(done.handed)).toEqual([[0], [1, 2, 3, 4]]);
    expect(done.committed).toEqual(['5']);
  });

  test('an answer that comes after the partition was given away moves nothing', async () => {
    const { run, done, places } = rig((batch) => {
      places.assign([]);
      return follow(batch);
    });
    await run();
    expect(done).toMatchObject({ resolved: [], committed: [] });
  });
});
