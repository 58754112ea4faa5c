import { Dispatch, topics } from '#libs/contracts';
import type { Bus, Subscription } from '#libs/regulation';
import { type Listening, lineOf } from './news-over-http.js';

/** Follows what the unit hears on the bus; the position of each partition is kept on the node's disk. */
export function listenOverBus(bus: Bus, unit: string, group: string, listening: Listening): Promise<Subscription> {
  const { book, language, tell } = listening;
  return bus.subscribe({
    group,
    topics: [topics.dispatches],
    handler: async ({ bus: log, topic, partition, records }) => {
      const source = `${log}/${topic}/${partition}`;
      const position = Number(book.cursor(source) ?? 0);
      const ahead = records.filter(({ offset }) => offset >= position);
      const next = Math.max(position, (records.at(-1)?.offset ?? -1) + 1);
      const lines = ahead.flatMap(({ value }) => {
        const read = Dispatch.safeParse(parsed(value));
        return read.success && read.data.to === unit ? [lineOf(read.data.event, read.data.indicator, language)] : [];
      });
      for (const line of await book.hear(lines, source, String(next))) tell(line);
      return { next };
    },
  });
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
