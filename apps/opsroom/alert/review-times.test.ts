import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mayReview, reviewTimes } from './review-times.js';

const now = Date.parse('2026-11-22T12:00:00Z');
const hour = 3_600_000;

describe('review times', () => {
  test('all are offered where nothing climbs', () => {
    expect(reviewTimes(now, null).map((review) => review.name)).toEqual(['hour', 'hours', 'tomorrow', 'week']);
  });

  test('only what lies before the climb, and the last moment', () => {
    expect(reviewTimes(now, now + 2 * hour).map((review) => review.name)).toEqual(['hour', 'last']);
  });

  test('none is offered that would be refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 24 * hour }), (left) => {
        const climbsAt = now + left;
        expect(reviewTimes(now, climbsAt).every((review) => mayReview(review.at, now, climbsAt))).toBe(true);
      }),
    );
  });

  test('a time in the past or after the climb may not be promised', () => {
    expect(mayReview(now, now, null)).toBe(false);
    expect(mayReview(now + hour, now, now + hour)).toBe(false);
    expect(mayReview(now + hour, now, null)).toBe(true);
  });
});
