import { Temporal } from 'temporal-polyfill';
import type { Cadence, Indicator } from '#libs/contracts';
import { periodAt, readPeriod } from '#libs/indicators';
import type { Period } from '#libs/indicators';
import type { Fault } from './doubt.js';
import { quoted } from './doubt.js';
import type { Local, When } from './read-date.js';

/** A date or period whose order of day and month is decided. */
export type Dated = Exclude<When, { kind: 'orders' }>;

/** What is known of all the dates that belong to one indicator's figures. */
export interface DatesOf {
  zone: string;
  /** Whether any of them has a time of day: then one without it means midnight. */
  timed: boolean;
  /** Whether each of them begins a period of the cadence: then the date of a month's first day means the month. */
  begins: boolean;
}

const coarser: readonly Cadence[] = ['week', 'month', 'quarter', 'year'];

/** The indicator's period that a date, period or instant stands for, or why it stands for none. */
export function periodOf(when: Dated, { cadence }: Indicator, dates: DatesOf): Period | Fault {
  if (when.kind === 'instant') return periodAt(cadence, dates.zone, when.epochMs);
  if (when.kind === 'period') {
    return readPeriod(cadence, dates.zone, when.name) ?? misnamed(when.name, cadence, dates.zone);
  }
  if (cadence === 'day') return readPeriod('day', dates.zone, when.date) ?? malformed(when.date);
  if (coarser.includes(cadence)) return coarserPeriod(when, cadence, dates);
  if (!dates.timed) return otherCadence(`${when.date} is a day`, cadence);
  return fromClock(when, cadence, dates.zone);
}

/** Whether the date is the first day of a week, month, quarter or year. */
export function beginsPeriod({ date }: Local, cadence: Cadence, zone: string): boolean {
  const day = readPeriod('day', zone, date);
  return day !== null && periodAt(cadence, zone, day.startsAt).starts === day.starts;
}

function coarserPeriod(when: Local, cadence: Cadence, { zone, begins }: DatesOf): Period | Fault {
  const day = readPeriod('day', zone, when.date);
  if (day === null) return malformed(when.date);
  return begins ? periodAt(cadence, zone, day.startsAt) : otherCadence(`${when.date} is a day`, cadence);
}

function fromClock({ date, time }: Local, cadence: Cadence, zone: string): Period | Fault {
  const local = Temporal.PlainDateTime.from(`${date}T${time ?? '00:00:00'}`);
  const [earlier, later] = (['earlier', 'later'] as const).map(
    (disambiguation) => local.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
  if (earlier !== later) {
    return {
      code: 'period-malformed',
      message: `On ${date} the clock is changed, and ${time ?? '00:00:00'} is there twice or not at all; write it with its offset.`,
    };
  }
  return periodAt(cadence, zone, earlier ?? 0);
}

function misnamed(name: string, cadence: Cadence, zone: string): Fault {
  const other = (['hour', 'day', ...coarser] as const).find((one) => readPeriod(one, zone, name) !== null);
  if (other !== undefined)
    return otherCadence(`${name} is ${typeof other === 'string' ? articled[other] : name}`, cadence);
  return /\/\d\d?$/.test(name) ? otherCadence(`${name} is a shift`, cadence) : malformed(name);
}

type Named = Extract<Cadence, string>;

const articled: Readonly<Record<Named, string>> = {
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
};
const asked: Readonly<Record<Named, string>> = {
  hour: 'every hour: write 2026-11-21 14:00',
  day: 'every day: write 2026-11-21',
  week: 'every week: write 2026-W47, or the date of its Monday in every row',
  month: 'every month: write 2026-11, or the date of its first day in every row',
  quarter: 'every quarter: write 2026-Q4, or the date of its first day in every row',
  year: 'every year: write 2026',
};

function otherCadence(what: string, cadence: Cadence): Fault {
  return { code: 'period-other-cadence', message: `${what}, but the figure is due ${dueWords(cadence)}.` };
}

function dueWords(cadence: Cadence): string {
  if (typeof cadence === 'string') return asked[cadence];
  return 'minutes' in cadence
    ? `every ${cadence.minutes} minutes: write 2026-11-21 14:00`
    : 'each shift: write 2026-11-21/2, or the time at which it began';
}

function malformed(name: string): Fault {
  return {
    code: 'period-malformed',
    message: `${quoted(name)} is no date or period of the calendar; mend it, or empty the row.`,
  };
}
