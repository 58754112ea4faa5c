import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentId } from './content-id.js';
import { sha256 } from './sha-256.js';

test('the hash is the SHA-256 that every other program finds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }),
    { numRuns: 300 },
  );
});

test('an id follows from its parts alone, and no two lists of parts share one', () => {
  const parts = fc.array(fc.string(), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(contentId(one) === contentId(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      expect(contentId(one)).toMatch(/^[\da-f]{32}$/);
    }),
  );
});
