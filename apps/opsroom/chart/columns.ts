import type { Cadence, DatedValue, Scale, Series, SeriesPoint } from '#libs/contracts';
import { periodStart } from '../format/periods.js';

type Column = (number | null)[];

/**
 * A series as columns of one length, as a chart takes them: times in s (local time written as UTC), null where a line breaks.
 * `figure` is what the filter was given; `points` holds the period behind each place, null at a break.
 */
export interface Columns {
  times: number[];
  points: (SeriesPoint | null)[];
  figure: Column;
  low: Column;
  high: Column;
  level: Column;
  capability: Column;
  potentiality: Column;
  references: { name: string; values: Column }[];
}

/** How many sd either side of the forecast are drawn as expected. */
const expectedSds = 2;

/** Builds the columns of a chart; two periods further apart than a pause of the cadence explains are not joined. */
export function columnsOf(series: Series): Columns {
  const places = withBreaks(series.points, series.indicator.cadence);
  const points = places.map((place) => place.point);
  const dated = (values: readonly Pick<DatedValue, 'from' | 'value'>[]): Column =>
    places.map((place) => inForce(values, new Date(place.time * 1000).toISOString().slice(0, 10)));
  const each = (pick: (point: SeriesPoint) => number | null): Column =>
    points.map((point) => (point ? pick(point) : null));
  return {
    times: places.map((place) => place.time),
    points,
    figure: each((point) => point.comparable),
    low: each((point) => expectedRange(point, series.indicator.scale)?.low ?? null),
    high: each((point) => expectedRange(point, series.indicator.scale)?.high ?? null),
    level: each((point) => point.assessment?.level ?? null),
    capability: dated(series.indicator.capability),
    potentiality: dated(series.indicator.potentiality),
    references: series.indicator.references.map((line) => ({ name: line.name, values: dated(line.values) })),
  };
}

/** The range in which the figure was expected, in the indicator's unit and no lower than its scale goes; null where the filter did not yet know. */
export function expectedRange(
  point: Pick<SeriesPoint, 'assessment'>,
  scale: Scale,
): { low: number; high: number } | null {
  const forecast = point.assessment?.forecast;
  if (!forecast) return null;
  const low = forecast.mean - expectedSds * forecast.sd;
  return { low: scale === 'real' ? low : Math.max(0, low), high: forecast.mean + expectedSds * forecast.sd };
}

/**
 * Lowest and highest value of the scale: all lines in full, and of the band what is usual (a filter that has seen little
 * expects nearly anything), no further than 60 % beyond the lines; and some air.
 */
export function scaleOf(columns: Columns): [number, number] {
  const lines = [
    columns.figure,
    columns.level,
    columns.capability,
    columns.potentiality,
    ...columns.references.map((line) => line.values),
  ];
  const numbers = lines.flat().filter((value) => value !== null);
  if (numbers.length === 0) return [0, 1];
  const least = lowest(numbers);
  const most = highest(numbers);
  const span = most - least || Math.abs(most) || 1;
  const low = Math.max(least - 0.6 * span, Math.min(least, quantile(columns.low, 0.1) ?? least));
  const high = Math.min(most + 0.6 * span, Math.max(most, quantile(columns.high, 0.9) ?? most));
  return [low - 0.06 * span, high + 0.08 * span];
}

/** The value in force on an ISO date: the last one dated on or before it. */
export function inForce(values: readonly Pick<DatedValue, 'from' | 'value'>[], date: string): number | null {
  let found: Pick<DatedValue, 'from' | 'value'> | null = null;
  for (const value of values) if (value.from <= date && (found === null || value.from >= found.from)) found = value;
  return found?.value ?? null;
}

/** Nominal length of a period, in s. */
function lengthOf(cadence: Cadence): number {
  if (typeof cadence === 'string')
    return { hour: 1 / 24, day: 1, week: 7, month: 31, quarter: 92, year: 366 }[cadence] * 86_400;
  return 'minutes' in cadence ? cadence.minutes * 60 : 86_400 / cadence.shifts.length;
}

/** A weekend is a pause of daily figures and joined; of weeks and longer, one missing period is a gap. */
function withBreaks(points: readonly SeriesPoint[], cadence: Cadence): { time: number; point: SeriesPoint | null }[] {
  const length = lengthOf(cadence);
  const widest = length * (length >= 7 * 86_400 ? 1.6 : 3.2);
  return points.flatMap((point, index) => {
    const time = timeOf(point);
    const before = points[index - 1];
    const gap = before ? time - timeOf(before) : 0;
    return gap > widest
      ? [
          { time: time - gap / 2, point: null },
          { time, point },
        ]
      : [{ time, point }];
  });
}

function timeOf(point: SeriesPoint): number {
  const start = Date.parse(`${point.starts.replace(/Z$/u, '')}${point.starts.includes('T') ? 'Z' : ''}`);
  return (Number.isNaN(start) ? (periodStart(point.period) ?? 0) : start) / 1000;
}

function lowest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function quantile(column: Column, share: number): number | null {
  const sorted = column.filter((value) => value !== null).toSorted((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * share)] ?? null;
}
