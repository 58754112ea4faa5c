import { topics } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import type { Batch, BatchHandler, IncomingRecord } from './bus.js';
import { keepPlaces, type PlaceCache, regulateObservations, regulateRollUps } from './regulate.js';
import { beginningOf, outsideTheLog, refuseAnotherLog } from './lost-log.js';
import { replayOf } from './replay-mark.js';
import { Conflict, type Store, type Transaction } from './store.js';

/** What the loop needs besides the store: the time, the filter places that it keeps between batches, and whom to wake. */
export interface LoopOptions {
  store: Store;
  now: () => string;
  places: PlaceCache;
  /** Most records a transaction: embedded databases want few, so that others get their turn. */
  most: number;
  /** Called after each commit. */
  committed: (done: { topic: string; records: number; alerts: number; refused: number; repeated: number }) => void;
}

/** The handler of the bus: consume, know, regulate, and commit it all in one transaction with the position. */
export function regulateBatches(options: LoopOptions): BatchHandler {
  const holes = new Map<string, number>();
  return async (batch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await handle(options, batch, holes);
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === 5) throw error;
        options.places.clear();
      }
    }
  };
}

async function handle(options: LoopOptions, batch: Batch, holes: Map<string, number>): Promise<{ next: number }> {
  const { bus, topic, partition } = batch;
  const done = await options.store.transact(async (tx) => {
    const stored = await tx.position(bus, topic, partition);
    const begins = beginningOf(batch);
    const known = begins && stored !== null ? await tx.beginning(batch) : null;
    if (begins && known) refuseAnotherLog(batch, begins, known);
    const isNew = begins !== null && begins.offset !== known?.offset;
    const from = stored ?? batch.logStart;
    const chunk = chunkFrom(batch, from, options.most, holes);
    if (chunk.length === 0 && stored !== null && isNew) await tx.noteBeginning(batch, begins);
    if (chunk.length === 0) return { next: from, records: 0, alerts: 0, refused: 0, repeated: 0, places: [] };
    const next = (chunk.at(-1)?.offset ?? from) + 1;
    const taken = await take(options, tx, batch, chunk);
    // The counters that all writers share are moved last, by the write: so they are locked for no longer than the commit takes.
    await tx.movePosition({ bus, topic, partition }, stored, next);
    if (isNew) await tx.noteBeginning(batch, begins);
    await tx.write(taken.changes);
    const { alerts, refused, repeated } = taken.changes;
    return {
      next,
      records: chunk.length,
      alerts: alerts.length,
      refused: refused.length,
      repeated,
      places: taken.places,
    };
  });
  keepPlaces(options.places, done.places);
  if (done.records > 0) options.committed({ topic, ...done });
  return { next: done.next };
}

/** The records to take now: from the stored position on, no more than `most`, all of one replay or none. */
export function chunkFrom(batch: Batch, from: number, most: number, holes: Map<string, number>): IncomingRecord[] {
  const place = `${batch.topic}/${batch.partition}`;
  if (from < batch.logStart) throw outsideTheLog(batch, from);
  // Beyond the end of the batch's log somebody else may have moved the position meanwhile; whoever reads the log looks at its end again.
  const records = batch.records.filter((record) => record.offset >= from);
  const [first] = records;
  if (!first) return [];
  // A batch that begins further on: ask for what lies between, once; if nothing does, the log has a hole there.
  if (first.offset > from && holes.get(place) !== from) {
    holes.set(place, from);
    return [];
  }
  const replay = replayOf(first);
  const end = records.findIndex((record, index) => index >= most || replayOf(record) !== replay);
  return end < 0 ? records : records.slice(0, end);
}

async function take(options: LoopOptions, tx: Transaction, batch: Batch, records: IncomingRecord[]) {
  const organisation: Organisation | null = await tx.organisation();
  const replayId = replayOf(records[0]);
  const replay = replayId === null ? null : await tx.replay(replayId);
  const now = replay && !replay.over && replay.now ? replay.now : options.now();
  const context = {
    tx,
    organisation,
    now,
    places: options.places,
    replay: replay && !replay.over ? replayId : null,
    replayId,
  };
  const place = { topic: batch.topic, partition: batch.partition };
  return batch.topic === topics.observations
    ? regulateObservations(context, place, records)
    : regulateRollUps(context, place, records);
}
