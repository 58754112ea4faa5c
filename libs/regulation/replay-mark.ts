import type { IncomingRecord } from './bus.js';

/** The replay that a record says it belongs to. Looked for before the record is validated, so nothing is promised of its text. */
export function replayOf(record: IncomingRecord | undefined): string | null {
  const mark = /"replay":"([0-9a-f-]{36})"/.exec(record?.value ?? '');
  return mark?.[1] ?? null;
}
