import kafkajs from 'kafkajs';

const { CompressionCodecs, CompressionTypes } = kafkajs;
/** A frame whose blocks depend on nothing and have at most 64 KiB, without sums of its content; then its end. */
const head = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]);
const end = Buffer.alloc(4);
const block = 64 * 1024;

/**
 * Lets producers of this process write as other clients of Kafka do, in a way that kafkajs cannot read: LZ4, in blocks that are left as they
 * are. What kafkajs cannot write comes with it: one of our headers that says '' carries nothing at all (null).
 */
export function writeLz4(): typeof CompressionTypes.LZ4 {
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => framed(nulled(buffer)),
    decompress: () => Promise.reject(new Error('Nobody reads it here.')),
  });
  return CompressionTypes.LZ4;
}

/** Their lengths, 0 and -1, take one byte both. */
function nulled(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (const name of ['seal', 'node', 'key-id']) {
    const empty = Buffer.from(`${name}\0`);
    for (let at = copy.indexOf(empty); at >= 0; at = copy.indexOf(empty, at + 1)) copy[at + name.length] = 1;
  }
  return copy;
}

function framed(bytes: Buffer): Buffer {
  const parts: Buffer[] = [head];
  for (let at = 0; at < bytes.length; at += block) {
    const part = bytes.subarray(at, at + block);
    const size = Buffer.alloc(4);
    // The highest bit says that the block was not made smaller.
    size.writeUInt32LE((part.length | 0x80_00_00_00) >>> 0);
    parts.push(size, part);
  }
  return Buffer.concat([...parts, end]);
}
