import { dateOf, dateText, day, dayOf, digits, minute } from './calendar.js';
import type { Grid } from './grid.js';

interface LocalGrid {
  ordinalOf(local: number): number;
  startOf(ordinal: number): number;
  name(ordinal: number): string;
  read(name: string): number | null;
}

/** Periods that begin at a time on the local clock. */
function localGrid(grid: LocalGrid): Grid {
  return {
    ordinalAt: (instant, offset) => grid.ordinalOf(instant + offset),
    startAt: (ordinal, offset) => grid.startOf(ordinal) - offset,
    localStart: (ordinal) => grid.startOf(ordinal),
    name: (ordinal) => grid.name(ordinal),
    read: (name) => grid.read(name),
  };
}

/** Days, counted from 1970-01-01. */
export const days = localGrid({
  ordinalOf: (local) => Math.floor(local / day),
  startOf: (ordinal) => ordinal * day,
  name: dateText,
  read: (name) => numbers(/^(\d{4})-(\d\d)-(\d\d)$/, name, dayOf),
});

/** ISO weeks, from Monday; counted so that the week of 1970-01-01, which was a Thursday, is 0. */
export const weeks = localGrid({
  ordinalOf: (local) => weekOf(Math.floor(local / day)),
  startOf: (ordinal) => (ordinal * 7 - 3) * day,
  name: (ordinal) => {
    const { year } = dateOf(ordinal * 7);
    return `${digits(year, 4)}-W${digits(ordinal - firstWeekOf(year) + 1, 2)}`;
  },
  read: (name) => numbers(/^(\d{4})-W(\d\d)$/, name, (year, week) => firstWeekOf(year) + week - 1),
});

export const months = monthGrid(1, {
  name: (year, index) => `${digits(year, 4)}-${digits(index + 1, 2)}`,
  read: (name) => numbers(/^(\d{4})-(\d\d)$/, name, (year, month) => (year - 1970) * 12 + month - 1),
});

export const quarters = monthGrid(3, {
  name: (year, index) => `${digits(year, 4)}-Q${index + 1}`,
  read: (name) => numbers(/^(\d{4})-Q(\d)$/, name, (year, quarter) => (year - 1970) * 4 + quarter - 1),
});

export const years = monthGrid(12, {
  name: (year) => digits(year, 4),
  read: (name) => numbers(/^(\d{4})$/, name, (year) => year - 1970),
});

/** Shifts that start at the given local times HH:MM, in order; a shift belongs to the day on which it starts. */
export function shifts(times: readonly string[]): Grid {
  const starts = times.map((time) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute);
  const count = starts.length;
  const split = (ordinal: number) => {
    const onDay = Math.floor(ordinal / count);
    return { onDay, index: ordinal - onDay * count };
  };
  return localGrid({
    ordinalOf: (local) => {
      const onDay = Math.floor(local / day);
      const begun = starts.filter((start) => start <= local - onDay * day).length;
      return onDay * count + begun - 1;
    },
    startOf: (ordinal) => split(ordinal).onDay * day + (starts[split(ordinal).index] ?? 0),
    name: (ordinal) => `${dateText(split(ordinal).onDay)}/${split(ordinal).index + 1}`,
    read: (name) => numbers(/^(\d{4})-(\d\d)-(\d\d)\/(\d\d?)$/, name, (y, m, d, n) => dayOf(y, m, d) * count + n - 1),
  });
}

function monthGrid(
  length: 1 | 3 | 12,
  names: { name(year: number, index: number): string; read(name: string): number | null },
): Grid {
  const aYear = 12 / length;
  return localGrid({
    ordinalOf: (local) => {
      const { year, month } = dateOf(Math.floor(local / day));
      return (year - 1970) * aYear + Math.floor((month - 1) / length);
    },
    startOf: (ordinal) => dayOf(1970, ordinal * length + 1, 1) * day,
    name: (ordinal) => {
      const years = Math.floor(ordinal / aYear);
      return names.name(1970 + years, ordinal - years * aYear);
    },
    read: (name) => names.read(name),
  });
}

function weekOf(days: number): number {
  return Math.floor((days + 3) / 7);
}

/** The week that holds the fourth of January. */
function firstWeekOf(year: number): number {
  return weekOf(dayOf(year, 1, 4));
}

function numbers<R>(pattern: RegExp, name: string, make: (...parts: [number, number, number, number]) => R): R | null {
  const match = pattern.exec(name);
  if (!match) return null;
  const [, first, second, third, fourth] = match;
  return make(Number(first), Number(second), Number(third), Number(fourth));
}
