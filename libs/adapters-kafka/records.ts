import type { KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from '#libs/regulation';

/** A Kafka record as the bus hands it over: bytes as text (what is not UTF-8 becomes U+FFFD), the id from its header. */
export function toIncoming({ offset, key, value, headers, timestamp }: KafkaMessage): IncomingRecord {
  const header = headers?.['id'];
  const id = text(Array.isArray(header) ? header[0] : header);
  return { offset: Number(offset), key: text(key), id, value: text(value), stamp: `${timestamp} ${id ?? ''}` };
}

function text(bytes: Buffer | string | null | undefined): string | null {
  return bytes === null || bytes === undefined ? null : bytes.toString();
}
