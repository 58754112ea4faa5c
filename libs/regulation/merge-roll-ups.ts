import { topics } from '#libs/contracts';
import type { OutgoingRecord } from './bus.js';
import { readRollUp } from './take-roll-ups.js';

/**
 * Leaves one of several requests for the same aggregate and period: the last, which is published after the commits that made the
 * others. A replay waits for each of its messages by name, so those stay; all else stays too.
 */
export function mergeRollUps(records: readonly OutgoingRecord[]): OutgoingRecord[] {
  const asked = new Set<string>();
  const kept = records.toReversed().filter((record) => {
    const request = requestOf(record);
    if (request === null) return true;
    const news = !asked.has(request);
    asked.add(request);
    return news;
  });
  return kept.toReversed();
}

/** What a record asks for, whoever asks; null where it may not be merged with another. */
function requestOf({ topic, value }: OutgoingRecord): string | null {
  if (topic !== topics.rollUps) return null;
  const message = readRollUp(value);
  if ('code' in message || message.replay !== undefined) return null;
  return JSON.stringify([message.indicator, message.period, message.settle, message.assess]);
}
