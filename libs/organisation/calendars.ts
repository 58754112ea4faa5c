import type { Calendar, Unit, WorkingWeek } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { type Hours, roundTheClock, type WorkingTime, workingTime } from './working-time.js';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const wholeDay: readonly Hours[] = [{ from: 0, to: 1_440 }];
const roundTheWeek = weekdays.map(() => wholeDay);

/** The hours as minutes of the local day, in order. Those that end before they begin end on the next day. */
export function hoursOf(texts: readonly string[]): Hours[] {
  return texts.map(oneStretch).toSorted((a, b) => a.from - b.from);
}

function oneStretch(text: string): Hours {
  const [from = 0, to = 0] = text.split('-').map((clock) => {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    return hours * 60 + minutes;
  });
  return { from, to: to > from ? to : to + 1_440 };
}

/** The most days that one holiday may last. */
export const longestHoliday = 400;

/** The dates that a holiday names, as days since 1970-01-01; `until` before `date` names none, and one that is too late ends early. */
export function datesOf({ date, until }: Calendar['holidays'][number]): number[] {
  const first = dayNumber(date);
  const last = until === undefined ? first : dayNumber(until);
  return Array.from(
    { length: Math.min(Math.max(0, last - first + 1), longestHoliday + 1) },
    (_, index) => first + index,
  );
}

/** The date of so many days since 1970-01-01, as it is written. */
export function dateOf(day: number): string {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day }).toString();
}

/** Days since 1970-01-01 of a date as it is written. */
function dayNumber(date: string): number {
  return Math.round(Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds / 86_400_000);
}

/** The working time of a unit: its own and its forebears' calendars together, in its time zone. `path` goes from it to the root. */
export function workingTimeOn(path: readonly Unit[], zone: string): WorkingTime {
  const calendars = path.flatMap(({ calendar }) => calendar ?? []);
  const week = calendars.find((calendar) => calendar.week !== undefined)?.week;
  const holidays = calendars.toReversed().flatMap((calendar) => calendar.holidays);
  if (!week && holidays.length === 0) return roundTheClock;
  const dates = holidays.flatMap((holiday) => datesOf(holiday).map((date) => [date, hoursOf(holiday.hours)] as const));
  return workingTime({ zone, week: week ? weekOf(week) : roundTheWeek, dates: new Map(dates) });
}

/** A date as the calendars on the way up have it: its hours as they are written, and the holiday, if any, with the unit that has it. */
export function dayOn(
  path: readonly Unit[],
  date: string,
): { hours: readonly string[]; holiday: { name: string; unit: string } | null } {
  for (const { id, calendar } of path) {
    const holiday = calendar?.holidays.find((one) => one.date <= date && date <= (one.until ?? one.date));
    if (holiday) return { hours: holiday.hours, holiday: { name: holiday.name, unit: id } };
  }
  const week = path.find(({ calendar }) => calendar?.week !== undefined)?.calendar?.week;
  const name = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
  return { hours: week && name ? week[name] : ['00:00-24:00'], holiday: null };
}

/** The hours of the seven weekdays, Monday first. */
export function weekOf(week: WorkingWeek): Hours[][] {
  return weekdays.map((name) => hoursOf(week[name]));
}
