import { createRequire } from 'node:module';

/** Far more than any of our records has, also with those that tracing adds. */
const most = 64;

interface Decoder {
  readVarIntArray(read: (decoder: Decoder) => unknown): unknown[];
}

let isSet = false;

/**
 * kafkajs puts the headers of a record together in a time that grows with the square of their number: one record of a megabyte, of nothing
 * but headers, would hold up its readers for minutes, and again each time that it is fetched. Headers are the only such list that it
 * reads; behind the first few none is let through.
 */
export function readFewHeaders(): void {
  if (isSet) return;
  isSet = true;
  const { prototype }: { prototype: Decoder } = createRequire(import.meta.url)('kafkajs/src/protocol/decoder');
  const readAll = Reflect.get(prototype, 'readVarIntArray');
  prototype.readVarIntArray = function readFew(read) {
    return readAll.call(this, read).slice(0, most);
  };
}
