import { describe, expect, it } from '@jest/globals';
import { type Cadence, type Notice, OrganisationDocument } from '#libs/contracts';
import { organise } from '#libs/organisation';
import * as fc from 'fast-check';
import {
  dueSince,
  type Expectation,
  expectationOf,
  isWorked,
  lateAt,
  nextExpected,
  nextInTime,
  silenceAt,
} from './expected.js';
import { periodAt, periodOfOrdinal } from './period.js';

const hour = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const cadences: Cadence[] = ['hour', 'day', 'week', { minutes: 30 }, { shifts: ['06:00', '14:00', '22:00'] }];
const weeks = [['06:00-14:00', '22:00-06:00'], ['08:00-16:30'], ['22:00-02:30']];
const week = (hours: string[], days: number) =>
  Object.fromEntries(weekdays.slice(0, days).map((name) => [name, hours]));

const stop: Notice = {
  id: 'stop',
  sequence: 1,
  state: 'standing',
  kind: 'planned-stop',
  unit: 'team',
  title: 'Boiler inspection',
  text: null,
  from: '2026-04-01T05:00:00Z',
  until: '2026-04-09T05:00:00Z',
  by: 'Ana',
  byUnit: 'team',
  declaredAt: '2026-03-01T00:00:00Z',
};
const pieces = { unit: 'team', name: 'Output', measure: 'pieces', scale: 'count', good: 'more' };

/** Reports of a team in a zone, with a week of its own or round the clock, a holiday, and a planned stop or none. */
const expectations = fc
  .record({
    cadence: fc.constantFrom(...cadences),
    timeZone: fc.constantFrom('Europe/Madrid', 'America/Santiago', 'Australia/Lord_Howe', 'UTC'),
    hours: fc.constantFrom(...weeks),
    days: fc.integer({ min: 0, max: 7 }),
    grace: fc.constantFrom('PT30M', 'PT8H', 'P1D', 'P1W'),
    stopped: fc.boolean(),
  })
  .map(({ cadence, timeZone, hours, days, grace, stopped }) => {
    const calendar = {
      ...(days > 0 && { week: week(hours, days) }),
      holidays: [{ date: '2026-03-30', until: '2026-03-31', name: 'Holiday' }],
    };
    const document = OrganisationDocument.parse({
      name: 'Works',
      units: [{ id: 'team', name: 'Team', parent: null, timeZone, calendar, expected: { grace, from: '2026-03-18' } }],
      indicators: [{ ...pieces, id: 'x', cadence }],
    });
    const organisation = organise(1, document, stopped ? [stop] : []);
    const [indicator] = document.indicators;
    const found = indicator && expectationOf(organisation, indicator);
    if (!found) throw new Error('reports are expected here');
    return found;
  });
/** Around the nights in which clocks change in spring and autumn, the holiday and the stop. */
const instants = fc.integer({ min: at('2026-03-17T00:00Z'), max: at('2026-04-14T00:00Z') });

/** Every period of a span of time, whether expected or not. */
function allBetween({ cadence, zone, first }: Expectation, to: number) {
  const last = periodAt(cadence, zone, to).ordinal;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    periodOfOrdinal(cadence, zone, first + index),
  );
}

describe('laws of expected reports', () => {
  it('each worked period since the first day is due exactly once, in order, none before its grace has passed', () => {
    fc.assert(
      fc.property(expectations, instants, (expectation, now) => {
        const due = dueSince(expectation, 0, now, 5_000);
        const wanted = allBetween(expectation, now).filter(
          (period) => isWorked(expectation, period) && lateAt(expectation, period) <= now,
        );
        expect(due.map(({ name }) => name)).toEqual(wanted.map(({ name }) => name));
        expect(due.filter(({ endsAt }) => endsAt >= now)).toEqual([]);
        expect(due.filter(({ starts }) => starts < '2026-03-18')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('looking again and again finds the same as looking once', () => {
    fc.assert(
      fc.property(expectations, fc.array(instants, { minLength: 1, maxLength: 6 }), (expectation, moments) => {
        const looks = moments.toSorted((a, b) => a - b);
        const found: string[] = [];
        let next = nextExpected(expectation, 0);
        for (const now of looks) {
          const due = next ? dueSince(expectation, next.ordinal, now, 5_000) : [];
          found.push(...due.map(({ name }) => name));
          const last = due.at(-1);
          if (last) next = nextExpected(expectation, last.ordinal + 1);
        }
        const once = dueSince(expectation, 0, looks.at(-1) ?? 0, 5_000);
        expect(found).toEqual(once.map(({ name }) => name));
      }),
      { numRuns: 60 },
    );
  });

  it('the grace is working time: so much of it lies between the end of a period and when it is late', () => {
    fc.assert(
      fc.property(expectations, instants, (expectation, now) => {
        const period = periodAt(expectation.cadence, expectation.zone, now);
        const worked = expectation.working.between(period.endsAt, lateAt(expectation, period));
        expect(worked).toBeCloseTo(expectation.graceMinutes, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('the next in time is the first expected one that is not late, and the one before it is', () => {
    fc.assert(
      fc.property(expectations, instants, (expectation, now) => {
        const next = nextInTime(expectation, now);
        const late = dueSince(expectation, 0, now, 5_000);
        const after = nextExpected(expectation, (late.at(-1)?.ordinal ?? -1) + 1);
        expect(next).toEqual(after);
        expect(silenceAt(expectation, next ?? periodOfOrdinal('day', 'UTC', 0), now)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('silence is late first, and missing once the next report is late too', () => {
    fc.assert(
      fc.property(expectations, fc.integer({ min: 0, max: 40 }), (expectation, skip) => {
        const period = dueSince(expectation, 0, at('2026-05-30T00:00Z'), 41)[skip];
        const next = period && nextExpected(expectation, period.ordinal + 1);
        if (!period || !next) return;
        const [late, missing] = [lateAt(expectation, period), lateAt(expectation, next)];
        expect(silenceAt(expectation, period, late - 1)).toBeNull();
        expect(silenceAt(expectation, period, late)).toBe(missing <= late ? 'missing' : 'late');
        expect(silenceAt(expectation, period, missing)).toBe('missing');
      }),
      { numRuns: 60 },
    );
  });

  it('of a day that is all holiday nothing is expected, of one that is stopped for an hour it is', () => {
    const document = OrganisationDocument.parse({
      name: 'Works',
      units: [
        { id: 'team', name: 'Team', parent: null, timeZone: 'UTC', expected: { grace: 'PT8H', from: '2026-01-01' } },
      ],
      indicators: [
        { ...pieces, id: 'x', cadence: 'day' },
        ...['y', 'z'].map((id) => ({
          ...pieces,
          id,
          cadence: 'day',
          expected: id === 'y' ? 'never' : { grace: 'PT1H', from: '2027-01-01' },
        })),
      ],
    });
    const short = {
      ...stop,
      from: '2026-04-02T00:00:00Z',
      until: new Date(at('2026-04-02T00:00Z') + hour).toISOString(),
    };
    const organisation = organise(1, document, [short]);
    const found = document.indicators.map((indicator) => expectationOf(organisation, indicator));
    const names = found.map(
      (one) => one && nextExpected(one, periodAt('day', 'UTC', at('2026-04-02T12:00Z')).ordinal)?.name,
    );
    expect(names).toEqual(['2026-04-02', null, '2027-01-01']);
  });
});
