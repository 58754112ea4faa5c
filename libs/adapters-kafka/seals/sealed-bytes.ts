/** What a seal is put on: the parts of a record that decide what it means, and the bytes of its value as they lie on the log. */
export interface Sealed {
  topic: string;
  /** The node that signs; empty for a regulator. */
  node: string;
  /** The id of the key that the seal is made with. */
  keyId: string;
  /** The record's id, from its header. */
  id: string;
  /** The record's key, which decides its partition. */
  key: string;
  value: Uint8Array;
}

/** What the bytes are for, and in which form: other uses of the same key can never be taken for a record. */
const purpose = 'synco.record.1';

/** The bytes that are signed: each part behind its length (four bytes, the greatest first), so that no two records have the same. */
export function sealedBytes({ topic, node, keyId, id, key, value }: Sealed): Uint8Array {
  const parts = [purpose, topic, node, keyId, id, key].map((text) => Buffer.from(text, 'utf8'));
  return Buffer.concat([...parts, value].flatMap((part) => [lengthOf(part), part]));
}

function lengthOf(part: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}
