import type { DayLength } from './duration.js';
import { firstInstant, offsetAt } from './zone.js';

const minute = 60_000;
const day = 1_440 * minute;
/** More than all holidays that a document can name, one after the other. */
const mostDays = 800_000;

/** A stretch of time, `to` not in it any more: in minutes of the local day, then `to` may lie on the next, or between instants. */
export interface Hours {
  from: number;
  to: number;
}

/** A unit's working time. All instants are epoch milliseconds. */
export interface WorkingTime {
  /** The working minutes of a mean working day and of an ordinary week: what agreements mean by a day and a week. */
  length: DayLength;
  isWorking: (at: number) => boolean;
  /** When that changes next; null where it never does. */
  turnsAt: (at: number) => number | null;
  /** The first instant by which `minutes` of working time have passed since `from`; `from` itself for none. */
  after: (from: number, minutes: number) => number;
  /** The working time that passes between two instants, in minutes; 0 where the second is not later. */
  between: (from: number, to: number) => number;
}

/** What working time is made of: the hours of the seven weekdays, Monday first, and of the dates on which others hold. */
export interface Pattern {
  zone: string;
  week: readonly (readonly Hours[])[];
  /** By the date's number, days since 1970-01-01. */
  dates: ReadonlyMap<number, readonly Hours[]>;
}

/** Working time by the pattern: hours belong to the date on which they begin, and those that overlap count once. */
export function workingTime(pattern: Pattern): WorkingTime {
  return {
    length: lengthOf(pattern.week),
    isWorking: (at) => {
      const [span] = spansFrom(pattern, at);
      return span !== undefined && span.from <= at;
    },
    turnsAt: (at) => {
      let until = at;
      for (const span of spansFrom(pattern, at)) {
        if (span.from > until) return until > at ? until : span.from;
        until = span.to;
        if (until - at > 366 * day) return null;
      }
      return null;
    },
    after: (from, minutes) => {
      // What was counted in fractions of a minute is meant to the millisecond: else a hair too much would wait for the next shift.
      let left = Math.round(minutes * minute);
      if (left <= 0) return from;
      for (const span of spansFrom(pattern, from)) {
        const begins = Math.max(span.from, from);
        if (span.to - begins >= left) return begins + left;
        left -= span.to - begins;
      }
      throw new Error('a calendar without working time was let in');
    },
    between: (from, to) => {
      let worked = 0;
      for (const span of spansFrom(pattern, from)) {
        if (span.from >= to) break;
        worked += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
      }
      return worked / minute;
    },
  };
}

/** Round the clock: what holds where nobody has said anything. */
export const roundTheClock: WorkingTime = {
  length: lengthOf(Array.from({ length: 7 }, () => [{ from: 0, to: 1_440 }])),
  isWorking: () => true,
  turnsAt: () => null,
  after: (from, minutes) => from + Math.max(minutes, 0) * minute,
  between: (from, to) => Math.max(0, to - from) / minute,
};

function lengthOf(week: Pattern['week']): DayLength {
  const days = week.map((hours) => hours.reduce((sum, { from, to }) => sum + to - from, 0)).filter((sum) => sum > 0);
  const total = days.reduce((sum, minutes) => sum + minutes, 0);
  return { day: Math.round(total / days.length), week: total };
}

/** The stretches of work that end after an instant, in order and apart from each other. */
function* spansFrom({ zone, week, dates }: Pattern, at: number): Generator<Hours> {
  const today = Math.floor((at + offsetAt(zone, at)) / day);
  let ended = -Infinity;
  // What began yesterday may still go on.
  for (let date = today - 1; date < today + mostDays; date += 1) {
    for (const hours of dates.get(date) ?? week[weekdayOf(date)] ?? []) {
      const from = Math.max(instantOf(zone, date, hours.from), ended);
      const to = instantOf(zone, date, hours.to);
      if (to <= from) continue;
      ended = to;
      if (to > at) yield { from, to };
    }
  }
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
function weekdayOf(date: number): number {
  return (((date + 3) % 7) + 7) % 7;
}

/** When the zone's clock shows so many minutes after the date's midnight; a time that it jumps over is the jump. */
function instantOf(zone: string, date: number, minutes: number): number {
  return firstInstant(zone, (offset) => date * day + minutes * minute - offset);
}
