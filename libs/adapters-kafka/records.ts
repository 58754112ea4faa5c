import type { KafkaMessage } from 'kafkajs';
import type { IncomingRecord, Seal } from '#libs/regulation';
import { headers as names } from './seals/sealer.js';

/** A Kafka record as the bus hands it over: bytes as text (what is not UTF-8 becomes U+FFFD), the id and the seal from its headers. */
export function toIncoming({ offset, key, value, headers, timestamp }: KafkaMessage): IncomingRecord {
  const id = text(header(headers, 'id'));
  const seal = sealOf(headers, value);
  return {
    offset: Number(offset),
    key: text(key),
    id,
    value: text(value),
    stamp: `${timestamp} ${storable(id ?? '')}`,
    ...(seal && { seal }),
  };
}

function sealOf(headers: KafkaMessage['headers'], value: Buffer | null): Seal | null {
  const mark = header(headers, names.seal);
  if (mark === undefined) return null;
  return {
    node: text(header(headers, names.node)) ?? '',
    keyId: text(header(headers, names.keyId)) ?? '',
    mark: Buffer.from(mark),
    value: value ?? Buffer.alloc(0),
  };
}

/** The first header of that name; one that carries nothing at all (null) is as none. */
function header(headers: KafkaMessage['headers'], name: string): Buffer | string | undefined {
  const found: Buffer | string | (Buffer | string)[] | null | undefined = headers?.[name];
  return (Array.isArray(found) ? found[0] : found) ?? undefined;
}

/** A stamp is stored, and no database can hold a zero byte. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

function text(bytes: Buffer | string | null | undefined): string | null {
  return bytes === null || bytes === undefined ? null : bytes.toString();
}
