import type { Cadence, Expected, Indicator } from '#libs/contracts';
import { durationMinutes, type Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { type Period, periodAt, periodOfOrdinal } from './period.js';

/** Which reports of a posted indicator are expected: from the period `first` on, each within the grace of working time after its end. */
export interface Expectation {
  cadence: Cadence;
  zone: string;
  working: ReturnType<Organisation['workingTimeOf']>;
  graceMinutes: number;
  first: number;
}

/** No report is expected of periods after this instant: what is due later has no date that a database could hold. */
const endOfTime = Temporal.Instant.from('9980-01-01T00:00Z').epochMilliseconds;

/** What has been said of the reports of an indicator: its own word, or that of the nearest unit; null where nothing is expected. */
export function expectedOf(organisation: Organisation, indicator: Indicator): Expected | null {
  if (indicator.rollUp || indicator.expected === 'never') return null;
  const inherited = organisation.pathUp(indicator.unit).find(({ expected }) => expected !== undefined);
  return indicator.expected ?? inherited?.expected ?? null;
}

/** The same in the unit's own calendar and working time, notices among it. */
export function expectationOf(organisation: Organisation, indicator: Indicator): Expectation | null {
  const expected = expectedOf(organisation, indicator);
  if (!expected) return null;
  const { cadence, unit } = indicator;
  const zone = organisation.timeZoneOf(unit);
  const working = organisation.workingTimeOf(unit);
  const begins = periodAt(
    cadence,
    zone,
    Temporal.PlainDate.from(expected.from).toZonedDateTime(zone).epochMilliseconds,
  );
  const first = begins.starts.slice(0, 10) < expected.from ? begins.ordinal + 1 : begins.ordinal;
  return { cadence, zone, working, graceMinutes: durationMinutes(expected.grace, working.length), first };
}

/** Whether the unit works at all in a period; where it does not, nothing is due. */
export function isWorked({ working }: Expectation, { startsAt, endsAt }: Period): boolean {
  return working.between(startsAt, endsAt) > 0;
}

/** When a report is late, in epoch milliseconds: as soon as the grace has passed. */
export function lateAt({ working, graceMinutes }: Expectation, { endsAt }: Period): number {
  return Math.ceil(working.after(endsAt, graceMinutes));
}

/** The first period from an ordinal on of which a report is expected; null where there will never be one. */
export function nextExpected(expectation: Expectation, ordinal: number): Period | null {
  const { cadence, zone, working, first } = expectation;
  let period = periodOfOrdinal(cadence, zone, Math.max(ordinal, first));
  while (!isWorked(expectation, period)) {
    const turn = working.isWorking(period.startsAt) ? period.endsAt : working.turnsAt(period.startsAt);
    if (turn === null || turn > endOfTime) return null;
    period = periodOfOrdinal(cadence, zone, Math.max(period.ordinal + 1, periodAt(cadence, zone, turn).ordinal));
  }
  return period.startsAt > endOfTime ? null : period;
}

/** The first expected period whose report can still come in time at an instant. */
export function nextInTime(expectation: Expectation, instant: number): Period | null {
  const { cadence, zone, first } = expectation;
  const inTime = (ordinal: number) => lateAt(expectation, periodOfOrdinal(cadence, zone, ordinal)) > instant;
  let high = Math.max(first, periodAt(cadence, zone, instant).ordinal);
  let low = high - 1;
  for (let step = 2; low >= first && inTime(low); step *= 2) {
    high = low;
    low -= step;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle < first || !inTime(middle)) low = middle;
    else high = middle;
  }
  return nextExpected(expectation, high);
}

/** The expected periods from an ordinal on whose reports would be late at an instant, the first so many of them. */
export function dueSince(expectation: Expectation, ordinal: number, instant: number, most: number): Period[] {
  const due: Period[] = [];
  let next = nextExpected(expectation, ordinal);
  while (next && due.length < most && lateAt(expectation, next) <= instant) {
    due.push(next);
    next = nextExpected(expectation, next.ordinal + 1);
  }
  return due;
}

/** What the silence about an expected period is at an instant: missing as soon as the report of the next one would be late too. */
export function silenceAt(expectation: Expectation, period: Period, instant: number): 'late' | 'missing' | null {
  if (lateAt(expectation, period) > instant) return null;
  const next = nextExpected(expectation, period.ordinal + 1);
  return next && lateAt(expectation, next) <= instant ? 'missing' : 'late';
}
