import { describe, expect, it } from '@jest/globals';
import type { Cadence } from '#libs/contracts';
import * as fc from 'fast-check';
import { periodAt, periodOfOrdinal, readPeriod } from './period.js';

const at = (iso: string) => Date.parse(iso);
const zones = ['Europe/Madrid', 'America/Santiago', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
const cadences: Cadence[] = [
  ...(['hour', 'day', 'week', 'month', 'quarter', 'year'] as const),
  ...([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30] as const).map((minutes) => ({ minutes })),
  { shifts: ['06:00', '14:00', '22:00'] },
  { shifts: ['00:00', '12:00'] },
  { shifts: ['02:30'] },
];

describe('laws of the calendar', () => {
  const place = fc.record({
    cadence: fc.constantFrom(...cadences),
    zone: fc.constantFrom(...zones),
    instant: fc.integer({ min: at('1971-01-01T00:00:00Z'), max: at('2099-12-31T00:00:00Z') }),
  });
  // Instants within hours of a change of the clock are rare among all: draw them on purpose.
  const nearChange = fc.record({
    cadence: fc.constantFrom(...cadences),
    zone: fc.constantFrom('Europe/Madrid', 'America/Santiago', 'Australia/Lord_Howe'),
    instant: fc
      .tuple(
        fc.constantFrom(
          '2026-03-29T01:00Z',
          '2026-10-25T01:00Z',
          '2026-04-05T03:00Z',
          '2026-09-06T04:00Z',
          '2026-04-04T15:00Z',
          '2026-10-03T15:30Z',
        ),
        fc.integer({ min: -7_200_000, max: 7_200_000 }),
      )
      .map(([change, by]) => at(change) + by),
  });
  const places = fc.oneof(place, nearChange);

  it('a period holds its instant, and its name and number lead back to it', () => {
    fc.assert(
      fc.property(places, ({ cadence, zone, instant }) => {
        const period = periodAt(cadence, zone, instant);
        expect(period.startsAt).toBeLessThanOrEqual(instant);
        expect(period.endsAt).toBeGreaterThan(instant);
        expect(readPeriod(cadence, zone, period.name)).toEqual(period);
        expect(periodOfOrdinal(cadence, zone, period.ordinal)).toEqual(period);
      }),
      { numRuns: 3000 },
    );
  });

  it('the next period begins where this one ends, with the next number', () => {
    fc.assert(
      fc.property(places, ({ cadence, zone, instant }) => {
        const period = periodAt(cadence, zone, instant);
        const next = periodAt(cadence, zone, period.endsAt);
        expect(next.ordinal).toBe(period.ordinal + 1);
        expect(next.startsAt).toBe(period.endsAt);
        expect(next.name).not.toBe(period.name);
      }),
      { numRuns: 3000 },
    );
  });

  it('every instant of a period has the same one', () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0, max: 0.999999, noNaN: true }), ({ cadence, zone, instant }, share) => {
        const period = periodAt(cadence, zone, instant);
        const within = period.startsAt + Math.floor((period.endsAt - period.startsAt) * share);
        expect(periodAt(cadence, zone, within)).toEqual(period);
      }),
      { numRuns: 1000 },
    );
  });

  it('no text is more than a name or nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cadences), fc.string(), (cadence, text) => {
        const period = readPeriod(cadence, 'Europe/Madrid', text);
        expect([null, text]).toContain(period?.name ?? null);
      }),
    );
  });
});
