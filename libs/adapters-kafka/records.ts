import type { KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from '#libs/regulation';

/** A Kafka record as the bus hands it over: bytes as text (what is not UTF-8 becomes U+FFFD), the id from its header. */
export function toIncoming({ offset, key, value, headers }: KafkaMessage): IncomingRecord {
  const id = headers?.['id'];
  return { offset: Number(offset), key: text(key), id: text(Array.isArray(id) ? id[0] : id), value: text(value) };
}

function text(bytes: Buffer | string | null | undefined): string | null {
  return bytes === null || bytes === undefined ? null : bytes.toString();
}
