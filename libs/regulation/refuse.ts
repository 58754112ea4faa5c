import type { Refusal } from '#libs/contracts';
import type { IncomingRecord } from './bus.js';
import { excerptOf } from './excerpt.js';
import type { Changes } from './rows.js';

/** Where a record lay, for the list of what was refused. */
export interface Place {
  topic: string;
  partition: number;
}

/** Puts a record on the list of what was refused; the partition goes on. */
export function refuse(changes: Changes, place: Place, record: IncomingRecord, { code, message }: Refusal): void {
  const excerpt = excerptOf(record.value ?? '');
  changes.refused.push({ ...place, offset: record.offset, messageId: record.id, code, message, excerpt });
}
