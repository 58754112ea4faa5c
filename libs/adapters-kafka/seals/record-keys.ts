import { z } from 'zod';

/** A secret that regulators share, by which they know each other's records. */
export interface RecordKey {
  id: string;
  /** 32 bytes or more. */
  secret: Uint8Array;
}

const leastBytes = 32;
const Written = z.string().regex(/^[\w.-]{1,40}:[A-Za-z0-9+/]+={0,2}$/);

/**
 * Reads `ID:BASE64,ID:BASE64…`: the first is the one that new records are sealed with, all of them hold. `fault` is a clause that never
 * tells a secret.
 */
export function readRecordKeys(text: string): { keys: RecordKey[] } | { fault: string } {
  const keys: RecordKey[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const read = Written.safeParse(part);
    if (!read.success) return { fault: 'write ID:BASE64, several with commas between' };
    const colon = part.indexOf(':');
    const id = part.slice(0, colon);
    const secret = Buffer.from(part.slice(colon + 1), 'base64');
    if (secret.length < leastBytes)
      return { fault: `the key ${id} has ${secret.length} bytes, and needs ${leastBytes}` };
    if (keys.some((known) => known.id === id)) return { fault: `the id ${id} stands there twice` };
    keys.push({ id, secret });
  }
  return { keys };
}
