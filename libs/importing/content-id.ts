import { sha256 } from './sha-256.js';

/**
 * An id that follows from what is said, so that the same file sent twice changes nothing: the first 32 hexadecimal digits of the
 * SHA-256 of the parts. The same figure for the same period is one observation, however often and from wherever it is sent.
 */
export function contentId(parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 32);
}
