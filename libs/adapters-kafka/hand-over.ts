import type { EachBatchPayload } from 'kafkajs';
import { outsideTheLog, PartitionStopped, type Batch, type BatchHandler, type IncomingRecord } from '#libs/regulation';
import type { Cluster } from './cluster.js';
import { reasonOf, type Log } from './logging.js';
import type { Place, Places } from './places.js';
import { toIncoming } from './records.js';

const heartbeatMs = 3_000;

/** What handing over needs from the consumer that it works for. */
export interface HandOver {
  /** The cluster's id, to which positions belong. */
  bus(): string;
  cluster: Pick<Cluster, 'bounds'>;
  places: Places;
  handler: BatchHandler;
  maxRecords: number;
  ended(): boolean;
  /** Nothing more is fetched from the partition until it is resumed: never, or after a pause that grows with the refusals. */
  hold(place: Place, until: 'ever' | 'later'): void;
  log: Log;
}

/** Hands a fetched batch to the handler in parts, and moves kafkajs to where the handler says after each. */
export async function handOver(to: HandOver, payload: EachBatchPayload): Promise<void> {
  const { topic, partition, messages, highWatermark } = payload.batch;
  const place = to.places.find(topic, partition);
  if (place === undefined) return;
  const before = place.position;
  let records = messages.map(toIncoming);
  // The log no longer holds what was to come next: its start was dropped, or it is another log that is read from its start.
  if (records[0] !== undefined && records[0].offset !== place.position && !(await refreshed(to, place))) return;
  to.places.reaches(to.bus(), place, Number(highWatermark));
  while (records.length > 0 && goesOn(to, payload, place)) {
    const part = records.slice(0, place.asking ? 1 : to.maxRecords);
    const next = await ask(to, payload, { place, part });
    if (next === undefined || !to.places.isCurrent(place)) break;
    const last = part.at(-1)?.offset ?? 0;
    move(payload, place, next);
    await payload.heartbeat();
    records = next > last ? records.filter(({ offset }) => offset >= next) : [];
  }
  if (place.position === before || !to.places.isCurrent(place)) return;
  // For Kafka's own tools only: this adapter starts from the handler's answer, never from what Kafka was told.
  const partitions = [{ partition, offset: String(place.position) }];
  await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions }] });
}

function goesOn(to: HandOver, payload: EachBatchPayload, place: Place): boolean {
  return !to.ended() && payload.isRunning() && !payload.isStale() && to.places.isCurrent(place);
}

// The handler's answer, or undefined when it refused and the partition is held.
async function ask(to: HandOver, payload: EachBatchPayload, { place, part }: { place: Place; part: IncomingRecord[] }) {
  const { topic, partition, logStart, logEnd } = place;
  const batch: Batch = { bus: to.bus(), topic, partition, logStart, logEnd, records: part };
  try {
    const { next } = await keptAlive(payload, () => to.handler(batch));
    if (next > place.logEnd) await refresh(to, place);
    if (next > place.logEnd) throw outsideTheLog({ ...place, bus: to.bus() }, next);
    place.refusals = 0;
    // An answer that leads nowhere would be asked for again at once, and for ever.
    if (next <= (part[0]?.offset ?? 0)) to.hold(place, 'later');
    return next;
  } catch (error) {
    refuse(to, place, error);
    return undefined;
  }
}

function refuse(to: HandOver, place: Place, error: unknown) {
  const about = { topic: place.topic, partition: place.partition, reason: reasonOf(error) };
  if (error instanceof PartitionStopped) {
    to.log('error', 'A partition was stopped', about);
    to.places.stop(place, reasonOf(error));
    to.hold(place, 'ever');
    return;
  }
  place.refusals += 1;
  to.log('warn', 'A batch was not taken and will be handed over again', { ...about, refusals: place.refusals });
  to.hold(place, 'later');
}

function move(payload: EachBatchPayload, place: Place, next: number) {
  place.asking = false;
  place.position = next;
  payload.resolveOffset(String(next - 1));
}

async function refresh(to: HandOver, place: Place) {
  const bounds = (await to.cluster.bounds(place.topic)).get(place.partition);
  if (bounds) to.places.bound(to.bus(), place, bounds);
}

// Whether the partition goes on with the bounds that its log has now.
async function refreshed(to: HandOver, place: Place): Promise<boolean> {
  try {
    await refresh(to, place);
    return true;
  } catch (error) {
    refuse(to, place, error);
    return false;
  }
}

// A handler may take longer than the group waits for a sign of life.
async function keptAlive<T>(payload: EachBatchPayload, work: () => Promise<T>): Promise<T> {
  // What a heartbeat complains of comes again from the one after the batch.
  const beat = setInterval(() => void payload.heartbeat().catch(() => undefined), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
