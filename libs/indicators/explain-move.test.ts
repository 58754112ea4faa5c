import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { explainMove } from './explain-move.js';

const brought = (...by: number[]) => by.map((each, n) => ({ indicator: `p${n}`, by: each }));
const some = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 20 });

describe('what explains a move', () => {
  it('are the largest parts, as few as make up four fifths', () => {
    expect(explainMove(brought(-10, -50, -1, -30, -9), 'down')).toEqual([
      { indicator: 'p1', share: 0.5 },
      { indicator: 'p3', share: 0.3 },
    ]);
  });

  it('are five at most', () => {
    expect(explainMove(brought(...Array.from({ length: 40 }, () => 1)), 'up')).toHaveLength(5);
  });

  it('is nothing that went the other way, or did not move', () => {
    expect(explainMove(brought(100, -1, 0), 'down')).toEqual([{ indicator: 'p1', share: 1 }]);
    expect(explainMove(brought(100, 0), 'down')).toEqual([]);
  });

  it('has shares from 0 to 1 that fall and make up one at most, and none is left out that is larger', () => {
    fc.assert(
      fc.property(some, (by) => {
        const parts = brought(...by);
        const shares = explainMove(parts, 'up');
        const sum = shares.reduce((total, { share }) => total + share, 0);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        expect(shares.map(({ share }) => share)).toEqual(shares.map(({ share }) => share).toSorted((a, b) => b - a));
        const largest = Math.max(0, ...by);
        expect(shares.length > 0).toBe(largest > 0);
        fc.pre(shares[0] !== undefined);
        expect(parts.find(({ indicator }) => indicator === shares[0]?.indicator)?.by).toBe(largest);
      }),
    );
  });
});
