import type { Cadence } from '#libs/contracts';
import { minuteText } from './calendar.js';
import { gridOf } from './cadence-grid.js';
import type { Grid } from './grid.js';
import { firstInstant, offsetAt } from '#libs/organisation';

/**
 * What a figure is about. `ordinal` counts the periods of a cadence without gaps; `starts` is the local start, without
 * zone, 2026-11-21T00:00:00; `startsAt` is in it and `endsAt` is not, both in epoch milliseconds.
 */
export interface Period {
  name: string;
  ordinal: number;
  starts: string;
  startsAt: number;
  endsAt: number;
}

/** The period of this name in the zone's calendar, or null if there is none: wrong form, no such date, no such hour there. */
export function readPeriod(cadence: Cadence, zone: string, name: string): Period | null {
  const ordinal = gridOf(cadence).read(name);
  if (ordinal === null || name.startsWith('0000')) return null;
  const period = periodOfOrdinal(cadence, zone, ordinal);
  return period.name === name && period.startsAt < period.endsAt ? period : null;
}

/** The period that holds the instant, given in epoch milliseconds, of the years 1 to 9999. */
export function periodAt(cadence: Cadence, zone: string, instant: number): Period {
  const grid = gridOf(cadence);
  let ordinal = grid.ordinalAt(instant, offsetAt(zone, instant));
  while (startOf(grid, zone, ordinal) > instant) ordinal -= 1;
  while (startOf(grid, zone, ordinal + 1) <= instant) ordinal += 1;
  return periodOfOrdinal(cadence, zone, ordinal);
}

/** The period with this number. A day that a zone has left out (Samoa's 30 December 2011) ends as it starts. */
export function periodOfOrdinal(cadence: Cadence, zone: string, ordinal: number): Period {
  const grid = gridOf(cadence);
  const startsAt = startOf(grid, zone, ordinal);
  const offset = offsetAt(zone, startsAt);
  const local = grid.localStart(ordinal, startsAt, offset);
  return {
    name: grid.name(ordinal, local, offset),
    ordinal,
    starts: `${minuteText(local)}:00`,
    startsAt,
    endsAt: startOf(grid, zone, ordinal + 1),
  };
}

function startOf(grid: Grid, zone: string, ordinal: number): number {
  return firstInstant(zone, (offset) => grid.startAt(ordinal, offset));
}
