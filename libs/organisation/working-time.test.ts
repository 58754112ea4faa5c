import type { Calendar, Unit } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { workingTimeOn } from './calendars.js';

const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const office = ['08:00-12:00', '13:00-17:00'];
const weekdays = { ...none, monday: office, tuesday: office, wednesday: office, thursday: office, friday: office };

describe('working time', () => {
  it('passes round the clock where nobody has said anything', () => {
    const { after, between, isWorking } = workingTimeOn([unit('works')], 'Europe/Madrid');
    expect(iso(after(at('2026-03-28T12:00:00Z'), 1_440))).toBe('2026-03-29T12:00:00Z');
    expect(between(at('2026-03-28T12:00:00Z'), at('2026-03-28T13:30:00Z'))).toBe(90);
    expect(between(at('2026-03-28T13:30:00Z'), at('2026-03-28T12:00:00Z'))).toBe(0);
    expect(isWorking(at('2026-03-28T12:00:00Z'))).toBe(true);
  });

  it('lets no hair of a minute wait for the next shift', () => {
    const { after } = workingTimeOn([unit('works', { week: weekdays, holidays: [] })], 'UTC');
    // 194.95 minutes are left until noon, and what is left of a sum of fractions is 3e-14 more than that.
    expect(iso(after(at('2026-05-04T08:45:03Z'), 194.95000000000005))).toBe('2026-05-04T12:00:00Z');
  });

  it('stands still at night, at noon, at weekends and on holidays', () => {
    const holidays = [{ date: '2026-05-01', name: 'Labour Day', hours: [] }];
    const { after, between, isWorking } = workingTimeOn([unit('works', { week: weekdays, holidays })], 'UTC');
    // Thursday before a free Friday: half an hour of it is left, the rest is Monday's.
    expect(iso(after(at('2026-04-30T16:30:00Z'), 60))).toBe('2026-05-04T08:30:00Z');
    expect(iso(after(at('2026-05-02T10:00:00Z'), 1))).toBe('2026-05-04T08:01:00Z');
    expect(iso(after(at('2026-05-02T10:00:00Z'), 0))).toBe('2026-05-02T10:00:00Z');
    expect(between(at('2026-04-29T00:00:00Z'), at('2026-05-06T00:00:00Z'))).toBe(4 * 480);
    expect(isWorking(at('2026-05-01T09:00:00Z'))).toBe(false);
    expect(isWorking(at('2026-04-30T12:30:00Z'))).toBe(false);
    expect(isWorking(at('2026-04-30T13:00:00Z'))).toBe(true);
    expect(isWorking(at('2026-04-30T17:00:00Z'))).toBe(false);
  });

  it('lets a night shift belong to the day on which it begins', () => {
    const night = ['22:00-06:00'];
    const holidays = [{ date: '2026-05-01', name: 'Labour Day', hours: [] }];
    const nights = { ...none, thursday: night, friday: night };
    const { between, isWorking } = workingTimeOn([unit('works', { week: nights, holidays })], 'UTC');
    expect(isWorking(at('2026-05-01T03:00:00Z'))).toBe(true);
    expect(isWorking(at('2026-05-02T03:00:00Z'))).toBe(false);
    expect(between(at('2026-04-30T00:00:00Z'), at('2026-05-03T00:00:00Z'))).toBe(480);
  });

  it('counts the hours that a night really has where the clock changes', () => {
    const { between, after } = workingTimeOn(
      [unit('works', { week: { ...none, saturday: ['22:00-06:00'] }, holidays: [] })],
      'Europe/Madrid',
    );
    expect(between(at('2026-03-28T00:00:00Z'), at('2026-03-30T00:00:00Z'))).toBe(7 * 60);
    expect(between(at('2026-10-24T00:00:00Z'), at('2026-10-26T00:00:00Z'))).toBe(9 * 60);
    expect(iso(after(at('2026-03-28T00:00:00Z'), 7 * 60))).toBe('2026-03-29T04:00:00Z');
  });

  it('inherits the week, adds up the holidays, and lets the nearest unit decide on a date', () => {
    const federation = unit('federation', {
      week: weekdays,
      holidays: [
        { date: '2026-05-01', name: 'Labour Day', hours: [] },
        { date: '2026-12-24', name: 'Christmas Eve', hours: ['08:00-12:00'] },
      ],
    });
    const team = unit('team', {
      holidays: [{ date: '2026-05-01', name: 'Open all the same', hours: ['08:00-10:00'] }],
    });
    const { between } = workingTimeOn([team, unit('works'), federation], 'UTC');
    expect(between(at('2026-05-01T00:00:00Z'), at('2026-05-02T00:00:00Z'))).toBe(120);
    expect(between(at('2026-12-24T00:00:00Z'), at('2026-12-25T00:00:00Z'))).toBe(240);
    expect(between(at('2026-12-23T00:00:00Z'), at('2026-12-24T00:00:00Z'))).toBe(480);
  });

  it('counts hours that overlap once, from one day into the next', () => {
    const week = { ...none, monday: ['20:00-06:00'], tuesday: ['04:00-08:00'] };
    const { between } = workingTimeOn([unit('works', { week, holidays: [] })], 'UTC');
    expect(between(at('2026-05-04T00:00:00Z'), at('2026-05-06T00:00:00Z'))).toBe(12 * 60);
  });

  it('says when it begins and ends next, and how long a day and a week of it are', () => {
    const { turnsAt, length } = workingTimeOn([unit('works', { week: weekdays, holidays: [] })], 'UTC');
    expect(iso(turnsAt(at('2026-05-04T09:00:00Z')) ?? 0)).toBe('2026-05-04T12:00:00Z');
    expect(iso(turnsAt(at('2026-05-04T12:00:00Z')) ?? 0)).toBe('2026-05-04T13:00:00Z');
    expect(iso(turnsAt(at('2026-05-08T17:00:00Z')) ?? 0)).toBe('2026-05-11T08:00:00Z');
    expect(length).toEqual({ day: 480, week: 2_400 });
    const holidays = [{ date: '2026-05-06', name: 'free', hours: [] }];
    const always = workingTimeOn([unit('works', { holidays })], 'UTC');
    expect(iso(always.turnsAt(at('2026-05-04T09:00:00Z')) ?? 0)).toBe('2026-05-06T00:00:00Z');
    expect(always.turnsAt(at('2026-05-07T09:00:00Z'))).toBeNull();
    expect(always.length).toEqual({ day: 1_440, week: 10_080 });
  });

  it('equals counting minute by minute, and after is the inverse of between', () => {
    const clock = fc.integer({ min: 0, max: 1_439 }).map(text);
    const hours = fc
      .array(fc.tuple(clock, clock), { maxLength: 2 })
      .map((pairs) => pairs.map((pair) => pair.join('-')));
    const week = fc
      .record({
        monday: hours,
        tuesday: hours,
        wednesday: hours,
        thursday: hours,
        friday: hours,
        saturday: hours,
        sunday: hours,
      })
      .filter((given) => Object.values(given).some((list) => list.length > 0));
    const zone = fc.constantFrom('UTC', 'Europe/Madrid', 'America/Santiago', 'Asia/Kolkata', 'Australia/Lord_Howe');
    // The weeks around the changes of the clocks, in both hemispheres.
    const start = fc
      .constantFrom('2026-03-27', '2026-04-03', '2026-10-23', '2026-10-02')
      .chain((date) => fc.integer({ min: 0, max: 4_000 }).map((minutes) => at(`${date}T00:00:00Z`) + minutes * 60_000));
    fc.assert(
      fc.property(week, zone, start, fc.integer({ min: 1, max: 2_000 }), (given, where, from, minutes) => {
        const holidays = [{ date: '2026-03-30', name: 'free', hours: [] }];
        const { after, between } = workingTimeOn([unit('works', { week: given, holidays })], where);
        const end = after(from, minutes);
        expect(between(from, end)).toBeCloseTo(minutes, 6);
        expect(between(from, end - 60_000)).toBeLessThan(minutes);
        const until = from + minutes * 60_000;
        expect(between(from, until)).toBe(counted({ week: given, holidays }, where, { from, to: until }));
      }),
      { numRuns: 25 },
    );
  });
});

/** How many minutes of a span a person would mark on a sheet: each whole minute by what the clock on the wall shows. */
function counted({ week, holidays }: Calendar, zone: string, span: { from: number; to: number }): number {
  const days = Object.values(week ?? none);
  const starts = (date: Temporal.PlainDate) =>
    holidays.some((holiday) => holiday.date === date.toString()) ? [] : (days[date.dayOfWeek - 1] ?? []);
  const inside = (instant: number) => {
    const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
    return [-1, 0].some((back) => {
      const date = wall.toPlainDate().add({ days: back });
      return starts(date).some((hours) => {
        const [from = '', to = ''] = hours.split('-');
        const begins = date.toZonedDateTime({ timeZone: zone, plainTime: from }).epochMilliseconds;
        const later = to > from ? date : date.add({ days: 1 });
        const ends = later.toZonedDateTime({ timeZone: zone, plainTime: to }).epochMilliseconds;
        return firstAt(begins, from, zone) <= instant && instant < firstAt(ends, to, zone);
      });
    });
  };
  let minutes = 0;
  for (let instant = span.from; instant < span.to; instant += 60_000) if (inside(instant)) minutes += 1;
  return minutes;
}

/** Temporal goes over a gap by its length; a shift that would begin in the gap begins when the clock has jumped. */
function firstAt(instant: number, wall: string, zone: string): number {
  const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  if (shown.toPlainTime().equals(Temporal.PlainTime.from(wall))) return instant;
  return shown.getTimeZoneTransition('previous')?.epochMilliseconds ?? instant;
}

function unit(id: string, calendar?: Calendar): Unit {
  return { id, name: id, parent: null, ...(calendar ? { calendar } : {}) };
}

function at(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

function iso(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString();
}

function text(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
