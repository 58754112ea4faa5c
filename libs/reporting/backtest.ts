import {
  type BacktestCount,
  type BacktestSummary,
  type Cadence,
  type Deviation,
  type DeviationKind,
  type Good,
  Sensitivity,
  type Sign,
} from '#libs/contracts';
import { isGood } from '#libs/indicators';

/** What is told of a row, by sensitivity; null where nothing is. */
type ToldBySensitivity = Readonly<Record<Sensitivity, Deviation | null>>;

/** A row of a back-test: `at` names it, `period` is how many periods have elapsed up to it (the first row: 1). */
interface TriedRow {
  at: string;
  period: number;
  value: number | null;
}

/** What has been counted so far: of each deviation, by its id, what was told last. */
export interface Counted {
  values: number;
  rows: number;
  from: string | null;
  to: string | null;
  periods: number;
  told: Readonly<Record<Sensitivity, ReadonlyMap<string, Deviation>>>;
}

/** A filter says nothing of its first values, of which there must be so many. */
const fewestValues = 10;
const largestShown = 5;
const daysAYear = 365.25;
const hoursADay = 24;

/** Nothing, to begin counting with. */
export const nothingCounted: Counted = {
  values: 0,
  rows: 0,
  from: null,
  to: null,
  periods: 0,
  told: { calm: new Map(), normal: new Map(), sensitive: new Map() },
};

/** Counts one more row, and what is told of it. */
export function countRow(counted: Counted, { at, period, value }: TriedRow, told: ToldBySensitivity): Counted {
  return {
    rows: counted.rows + 1,
    values: counted.values + (value === null ? 0 : 1),
    from: counted.from ?? at,
    to: at,
    periods: period,
    told: {
      calm: withTold(counted.told.calm, told.calm),
      normal: withTold(counted.told.normal, told.normal),
      sensitive: withTold(counted.told.sensitive, told.sensitive),
    },
  };
}

/** What so many rows come to; a series of unknown cadence (null) has no years. */
export function backtestSummary(
  counted: Counted,
  { cadence, good, chosen }: { cadence: Cadence | null; good: Good; chosen: Sensitivity },
): BacktestSummary {
  const { rows, values, from, to, periods } = counted;
  const years = cadence === null ? null : periods / periodsAYear(cadence);
  const count = (sensitivity: Sensitivity) => ({
    sensitivity,
    ...countOf([...counted.told[sensitivity].values()], good, { rows, years }),
  });
  return {
    rows,
    values,
    missing: rows - values,
    from,
    to,
    periods,
    years,
    enough: values >= fewestValues,
    chosen,
    sensitivities: Sensitivity.options.map(count),
    largest: largestOf(toldAt(counted, chosen)),
  };
}

/** All that would have been told at a sensitivity, each as it was told last, in the order in which they were first told. */
export function toldAt({ told }: Counted, sensitivity: Sensitivity): Deviation[] {
  return [...told[sensitivity].values()];
}

/** How many periods of a cadence a mean year has. */
export function periodsAYear(cadence: Cadence): number {
  if (typeof cadence === 'object') {
    const aDay = 'minutes' in cadence ? (hoursADay * 60) / cadence.minutes : cadence.shifts.length;
    return daysAYear * aDay;
  }
  return { hour: daysAYear * hoursADay, day: daysAYear, week: daysAYear / 7, month: 12, quarter: 4, year: 1 }[cadence];
}

function withTold(known: ReadonlyMap<string, Deviation>, deviation: Deviation | null): ReadonlyMap<string, Deviation> {
  return deviation === null ? known : new Map(known).set(deviation.id, deviation);
}

function countOf(
  told: readonly Deviation[],
  good: Good,
  { rows, years }: { rows: number; years: number | null },
): Omit<BacktestCount, 'sensitivity'> {
  const kinds: Record<DeviationKind, number> = { unclear: 0, transient: 0, step: 0, slope: 0 };
  const signs: Record<Sign, number> = { pain: 0, pleasure: 0 };
  const stood = told.filter(({ status }) => status !== 'withdrawn');
  for (const { kind, direction, levelBefore, size } of stood) {
    kinds[kind] += 1;
    signs[isGood(good, direction, levelBefore, levelBefore + size)] += 1;
  }
  return {
    alerts: told.length,
    aYear: years === null || years === 0 ? null : told.length / years,
    aThousandRows: rows === 0 ? 0 : (1000 * told.length) / rows,
    kinds,
    signs,
    withdrawn: told.length - stood.length,
  };
}

function largestOf(told: readonly Deviation[]): Deviation[] {
  return told
    .filter(({ status }) => status !== 'withdrawn')
    .toSorted((one, other) => Math.abs(other.sizeInSd) - Math.abs(one.sizeInSd))
    .slice(0, largestShown);
}
