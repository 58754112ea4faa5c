import { setTimeout as pause } from 'node:timers/promises';
import { Dispatch, topics } from '#libs/contracts';
import type { Batch } from '#libs/regulation';
import type { LateBus } from './late-bus.js';
import { type Listening, lineOf } from './news-over-http.js';

const leaveWithinMs = 5_000;

/** Who listens: the unit that is told, and the node's own name for the place up to which it has read. */
interface Listener {
  unit: string;
  group: string;
}

/** Follows what the unit hears on the bus, until aborted; the position of each partition is kept on the node's disk. */
export async function listenOverBus(
  late: LateBus,
  { unit, group }: Listener,
  listening: Listening,
  signal: AbortSignal,
): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const bus = await late.get();
  const handler = (batch: Batch) => hearBatch(batch, unit, listening);
  const joining = bus.subscribe({ group, topics: [topics.dispatches], handler });
  await Promise.race([joining, ended]);
  await ended;
  // A group that is being joined may take for ever, without its broker: it is left whenever it has been joined.
  const left = joining.then((subscription) => subscription.stop()).catch(() => undefined);
  const enough = new AbortController();
  await Promise.race([left, pause(leaveWithinMs, undefined, enough).catch(() => undefined)]);
  enough.abort();
}

async function hearBatch(
  { bus, topic, partition, records }: Batch,
  unit: string,
  { book, language, tell }: Listening,
): Promise<{ next: number }> {
  const source = `${bus}/${topic}/${partition}`;
  const position = Number(book.cursor(source) ?? 0);
  const ahead = records.filter(({ offset }) => offset >= position);
  const next = Math.max(position, (records.at(-1)?.offset ?? -1) + 1);
  const lines = ahead.flatMap(({ value }) => {
    const read = Dispatch.safeParse(parsed(value));
    return read.success && read.data.to === unit ? [lineOf(read.data.event, read.data.indicator, language)] : [];
  });
  for (const line of await book.hear(lines, source, String(next))) tell(line);
  return { next };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
