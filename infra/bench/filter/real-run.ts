import type { Filter, FilterDeviation, Level } from '#libs/filtering';
import type { RealSeries } from './real-series.js';

/** A row as a filter saw it; `period` counts from 1. */
export interface Seen {
  period: number;
  value: number | null;
  forecast: Level;
  level: number;
}

/** An event as it was told last, and the period in which it was told first. */
export interface Happened {
  last: FilterDeviation;
  told: number;
}

/** A series as a filter went through it. */
export interface Run {
  series: RealSeries;
  seen: readonly Seen[];
  events: readonly Happened[];
}

/** Lets a filter go through a series. */
export function runThrough<State>(filter: Pick<Filter<State>, 'start' | 'update'>, series: RealSeries): Run {
  const seen: Seen[] = [];
  const events = new Map<string, Happened>();
  let state = filter.start(series.settings);
  let period = 0;
  for (const row of series.rows) {
    const { state: after, assessment } = filter.update(state, row);
    const { forecast, level, deviation } = assessment;
    state = after;
    period += row.elapsed;
    seen.push({ period, value: row.value, forecast, level });
    if (deviation) events.set(deviation.id, { last: deviation, told: events.get(deviation.id)?.told ?? period });
  }
  return { series, seen, events: [...events.values()] };
}

/** What is left of an event: its kind, unless it was withdrawn. */
export function endOf({ last }: Happened): string {
  return last.status === 'withdrawn' ? 'withdrawn' : last.kind;
}

/** The largest fall that stands with its onset between two named periods, both included. */
export function fallBetween({ series, events }: Run, from: string, to: string): Happened | undefined {
  return events
    .filter(({ last }) => last.direction === 'down' && last.status !== 'withdrawn')
    .filter(({ last }) => series.nameOf(last.onset) >= from && series.nameOf(last.onset) <= to)
    .toSorted((a, b) => Math.abs(b.last.sizeInSd) - Math.abs(a.last.sizeInSd))[0];
}

/** The share of values within so many sd of their forecast, once the series has been learned; null where none is left. */
export function coverage(runs: readonly Run[], sds: number): number | null {
  const within = runs.flatMap(({ series, seen }) =>
    seen.flatMap(({ period, value, forecast }) =>
      value === null || period <= series.learning ? [] : Math.abs(value - forecast.mean) <= sds * forecast.sd,
    ),
  );
  return within.length === 0 ? null : within.filter(Boolean).length / within.length;
}
