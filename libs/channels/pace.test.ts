import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pace, tryAgain } from './pace.js';

const hour = 3_600_000;

describe('how often one contact is told', () => {
  it('whoever waits as long as it says never gets more than so many within any hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 2 * hour }), { maxLength: 60 }),
        (most, gaps) => {
          const sent: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap;
            now = pace(sent, most, now) ?? now;
            expect(pace(sent, most, now)).toBeNull();
            sent.push(now);
            expect(sent.filter((at) => at > now - hour).length).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });
});

describe('what has failed', () => {
  it('is tried again after ever longer pauses, for a day', () => {
    const pauses: number[] = [];
    let now = 0;
    for (let tries = 1; ; tries += 1) {
      const again = tryAgain(tries, 0, now);
      if (again === null) break;
      pauses.push(again - now);
      now = again;
    }
    expect(pauses.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBe(hour);
    expect(now).toBeGreaterThanOrEqual(24 * hour);
    expect(now).toBeLessThan(26 * hour);
  });

  it('is not given up at the first failure after the server was away', () => {
    const back = 3 * 24 * hour;
    let now = back;
    let tries = 1;
    for (let again: number | null = now; again !== null; tries += 1) {
      now = again;
      again = tryAgain(tries, 0, now);
    }
    expect(now - back).toBeGreaterThan(hour);
    expect(now - back).toBeLessThan(2 * hour);
  });
});
