import type { Indicator, IndicatorReports, ReportCounts, ReportPoint, ReportState, Silent } from '#libs/contracts';
import {
  type Expectation,
  isWorked,
  lateAt,
  type Period,
  periodAt,
  periodOfOrdinal,
  silenceAt,
} from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

/** The reports that have come, by indicator and ordinal, and the named or unnamed periods that lie on the bus. */
export interface ReportsKnown {
  known: readonly { indicator: string; ordinal: number; knownFrom: string; zero: boolean }[];
  waiting: readonly { indicator: string; period: string | null }[];
}

/** The dates that are asked about, both of them in it, and the time that it is. */
export interface ReportSpan {
  from: string;
  to: string;
  now: string;
}

type Known = ReportsKnown['known'][number];
/** What is known of a report. */
export interface Reader {
  at: (indicator: string, ordinal: number) => Known | undefined;
  waits: (indicator: string, period: string) => boolean;
}

/** The same, to be looked up. */
export function readerOf({ known, waiting }: ReportsKnown): Reader {
  const found = new Map(known.map((one) => [`${one.indicator} ${one.ordinal}`, one]));
  const waits = new Set(waiting.map(({ indicator, period }) => `${indicator} ${period ?? ''}`));
  return {
    at: (indicator, ordinal) => found.get(`${indicator} ${ordinal}`),
    waits: (indicator, period) => waits.has(`${indicator} ${period}`) || waits.has(`${indicator} `),
  };
}

interface Looking {
  span: ReportSpan;
  read: Reader;
  /** Whether the viewer may know of a figure that it is nought. */
  zeros: boolean;
}

/** The reports of one indicator about the periods of a span, counted. */
export function reportsOf(
  organisation: Organisation,
  indicator: Indicator,
  expectation: Expectation,
  { span, read, zeros }: Looking,
): IndicatorReports {
  const [first, last] = ordinalsOf(expectation, span);
  const now = instantOf(span.now);
  const points: ReportPoint[] = [];
  for (let ordinal = first; ordinal <= last; ordinal += 1) {
    const period = periodOfOrdinal(expectation.cadence, expectation.zone, ordinal);
    const found = read.at(indicator.id, ordinal);
    const state = found
      ? zeros && found.zero
        ? 'zero'
        : 'reported'
      : silentState(expectation, period, { now, waits: read.waits(indicator.id, period.name) });
    const dueAt = isWorked(expectation, period) ? textOf(lateAt(expectation, period)) : null;
    points.push({ period: period.name, state, dueAt, postedAt: found?.knownFrom ?? null });
  }
  const { id, name } = indicator;
  const counts = countsOf(points.map((point) => tallyOf(point, now)));
  return { indicator: id, indicatorName: name, counts, silent: silentOf(organisation, indicator, points), points };
}

function silentState(
  expectation: Expectation,
  period: Period,
  { now, waits }: { now: number; waits: boolean },
): ReportState {
  if (waits) return 'not-yet-synchronised';
  if (!isWorked(expectation, period)) return 'not-working';
  return silenceAt(expectation, period, now) ?? 'not-due';
}

type Tally = Omit<ReportCounts, 'expected' | 'rate'>;
const nothing: Tally = { onTime: 0, late: 0, missing: 0 };

/** A report of a time in which nobody works was not expected, and is not counted. */
function tallyOf({ dueAt, postedAt }: ReportPoint, now: number): Tally {
  if (dueAt === null) return nothing;
  if (postedAt !== null) {
    return instantOf(postedAt) <= instantOf(dueAt) ? { ...nothing, onTime: 1 } : { ...nothing, late: 1 };
  }
  return instantOf(dueAt) <= now ? { ...nothing, missing: 1 } : nothing;
}

/** Counts summed, with the rate that they make. */
export function countsOf(tallies: readonly Tally[]): ReportCounts {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  const [onTime, late, missing] = [sum('onTime'), sum('late'), sum('missing')];
  const expected = onTime + late + missing;
  return { expected, onTime, late, missing, rate: expected === 0 ? null : onTime / expected };
}

function silentOf(
  organisation: Organisation,
  { id, name, unit }: Indicator,
  points: readonly ReportPoint[],
): Silent | null {
  const silent = points.filter(({ state }) => state === 'late' || state === 'missing');
  const [oldest] = silent;
  if (!oldest || oldest.dueAt === null) return null;
  return {
    unit,
    unitName: organisation.unit(unit)?.name ?? unit,
    indicator: id,
    indicatorName: name,
    silence: oldest.state === 'missing' ? 'missing' : 'late',
    period: oldest.period,
    since: oldest.dueAt,
    periods: silent.length,
  };
}

/** The first and the last period that begin on the dates of a span, those that have not begun left out. */
export function ordinalsOf({ cadence, zone, first }: Expectation, { from, to, now }: ReportSpan): [number, number] {
  const midnight = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).epochMilliseconds;
  const begins = periodAt(cadence, zone, midnight(Temporal.PlainDate.from(from)));
  const ends = periodAt(
    cadence,
    zone,
    Math.min(midnight(Temporal.PlainDate.from(to).add({ days: 1 })) - 1, instantOf(now)),
  );
  return [Math.max(first, begins.starts.slice(0, 10) < from ? begins.ordinal + 1 : begins.ordinal), ends.ordinal];
}

/** An instant in epoch milliseconds. */
export function instantOf(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}

function textOf(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString({ fractionalSecondDigits: 3 });
}
