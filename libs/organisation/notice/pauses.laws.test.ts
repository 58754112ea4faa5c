import type { Notice, NoticeKind, Unit } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { workingTimeOn } from '../calendars.js';
import { explanationsOf } from './explanations.js';
import { joined, withPauses } from './pauses.js';

const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const calendars: Unit['calendar'][] = [
  undefined,
  { week: { ...none, monday: ['08:00-12:00', '13:00-17:00'], thursday: ['08:00-16:00'] }, holidays: [] },
  { week: { ...none, friday: ['22:00-06:00'], saturday: ['22:00-06:00'], sunday: ['05:00-24:00'] }, holidays: [] },
];
const minute = 60_000;
const begins = at('2026-03-20T00:00:00Z');
const days = 24 * 60;

function at(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}

/** Working time of some calendar, with the clock change of a March night in the midst of it. */
const ordinary = fc
  .constantFrom(...calendars)
  .map((calendar) =>
    workingTimeOn([{ id: 'u', name: 'u', parent: null, ...(calendar ? { calendar } : {}) }], 'Europe/Madrid'),
  );
const instant = fc.integer({ min: 0, max: 20 * days }).map((minutes) => begins + minutes * minute);
const pause = fc
  .tuple(instant, fc.integer({ min: 1, max: 3 * days }))
  .map(([from, minutes]) => ({ from, to: from + minutes * minute }));
const pauses = fc.array(pause, { maxLength: 4 });

describe('working time with pauses', () => {
  it('is what is left of it outside the pauses, minute by minute', () => {
    fc.assert(
      fc.property(ordinary, pauses, instant, fc.integer({ min: 0, max: 600 }), (time, rests, from, minutes) => {
        const paused = withPauses(time, joined(rests));
        let worked = 0;
        for (let now = from; now < from + minutes * minute; now += minute) {
          const expected = time.isWorking(now) && !rests.some((rest) => rest.from <= now && now < rest.to);
          expect(paused.isWorking(now)).toBe(expected);
          worked += expected ? 1 : 0;
        }
        expect(paused.between(from, from + minutes * minute)).toBeCloseTo(worked, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('has passed by the instant that says so, and not before', () => {
    fc.assert(
      fc.property(ordinary, pauses, instant, fc.integer({ min: 1, max: 5_000 }), (time, rests, from, minutes) => {
        const paused = withPauses(time, joined(rests));
        const due = paused.after(from, minutes);
        expect(paused.between(from, due)).toBeCloseTo(minutes, 6);
        expect(paused.between(from, due - minute)).toBeLessThan(minutes - 0.5);
      }),
      { numRuns: 200 },
    );
  });

  it('lets no hair of a minute wait for the end of a pause', () => {
    const noon = at('2026-03-20T12:00:00Z');
    const paused = withPauses(workingTimeOn([], 'UTC'), [{ from: noon, to: noon + 60 * minute }]);
    expect(paused.after(noon - 194.95 * minute, 194.95000000000005)).toBeCloseTo(noon, 0);
  });

  it('turns next at the first instant that is otherwise', () => {
    fc.assert(
      fc.property(ordinary, pauses, instant, (time, rests, from) => {
        const paused = withPauses(time, joined(rests));
        const turn = paused.turnsAt(from) ?? from + days * minute;
        const until = Math.min(turn, from + days * minute);
        for (let now = from; now < until; now += 5 * minute) expect(paused.isWorking(now)).toBe(paused.isWorking(from));
        expect(paused.turnsAt(from) === null || paused.isWorking(turn) !== paused.isWorking(from)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

function notice(kind: NoticeKind, from: string, until: string): Notice {
  const declared = { by: 'Ana', byUnit: 'u', declaredAt: from };
  return {
    id: kind,
    sequence: 1,
    state: 'standing',
    kind,
    unit: 'u',
    from,
    until,
    title: 't',
    text: null,
    ...declared,
  };
}

describe('what notices explain', () => {
  const office = { ...none, monday: ['08:00-16:00'], tuesday: ['08:00-16:00'] };
  const time = workingTimeOn([{ id: 'u', name: 'u', parent: null, calendar: { week: office, holidays: [] } }], 'UTC');
  const monday = [at('2026-05-04T00:00:00Z'), at('2026-05-05T00:00:00Z')] as const;
  const wednesday = [at('2026-05-06T00:00:00Z'), at('2026-05-07T00:00:00Z')] as const;

  // Whether the figure is left out, and whether silence is explained.
  it.each([
    ['a stop of the whole day', notice('planned-stop', '2026-05-04T08:00:00Z', '2026-05-04T16:00:00Z'), 'true true'],
    ['a strike of an hour', notice('strike', '2026-05-04T08:00:00Z', '2026-05-04T09:00:00Z'), 'true false'],
    ['a stop of five minutes', notice('planned-stop', '2026-05-04T08:00:00Z', '2026-05-04T08:05:00Z'), 'false false'],
    ['a stop at night', notice('planned-stop', '2026-05-04T18:00:00Z', '2026-05-05T00:00:00Z'), 'false false'],
    ['a known change', notice('known-change', '2026-05-04T00:00:00Z', '2026-05-05T00:00:00Z'), 'true false'],
    ['what is only said', notice('other', '2026-05-04T00:00:00Z', '2026-05-05T00:00:00Z'), 'false false'],
  ])('%s', (_, said, expected) => {
    const { leftOutBy, explainedBy } = explanationsOf(time, [said]);
    expect(`${leftOutBy(...monday) === said} ${explainedBy(...monday) === said}`).toBe(expected);
  });

  it('leaves a free day to the calendar, and a figure of it out where it lies in a stop', () => {
    const stopped = explanationsOf(time, [notice('planned-stop', '2026-05-06T00:00:00Z', '2026-05-07T00:00:00Z')]);
    expect(stopped.explainedBy(...wednesday)).toBeNull();
    expect(stopped.leftOutBy(...wednesday)?.id).toBe('planned-stop');
  });

  it('adds up what several take', () => {
    const halves = [
      notice('planned-stop', '2026-05-04T00:00:00Z', '2026-05-04T12:00:00Z'),
      notice('strike', '2026-05-04T12:00:00Z', '2026-05-05T00:00:00Z'),
    ];
    expect(explanationsOf(time, halves).explainedBy(...monday)?.id).toBe('planned-stop');
    expect(explanationsOf(time, halves.slice(1)).explainedBy(...monday)).toBeNull();
  });
});
