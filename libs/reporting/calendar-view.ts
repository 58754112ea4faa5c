import type { CalendarDay, Unit, UnitCalendar } from '#libs/contracts';
import { readPeriod } from '#libs/indicators';
import { dayOn, type Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

/** So many days are told at most, the first ones of a longer span. */
const mostDays = 400;

/** The working days of a unit from a date up to and with another. */
export function calendarView(
  organisation: Organisation,
  unit: Unit,
  { from, to }: { from: string; to: string },
): UnitCalendar {
  const last = Temporal.PlainDate.from(to);
  const days: CalendarDay[] = [];
  for (
    let date = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(date, last) <= 0 && days.length < mostDays;
    date = date.add({ days: 1 })
  ) {
    days.push(dayView(organisation, unit, date.toString()));
  }
  return {
    unit: unit.id,
    unitName: unit.name,
    timeZone: organisation.timeZoneOf(unit.id),
    roundTheClock: organisation.pathUp(unit.id).every(({ calendar }) => calendar === undefined),
    days,
  };
}

function dayView(organisation: Organisation, { id }: Unit, date: string): CalendarDay {
  const { hours, holiday } = dayOn(organisation.pathUp(id), date);
  const day = readPeriod('day', organisation.timeZoneOf(id), date);
  const { ordinary, working } = organisation.explanationsOf(id);
  const [starts, ends] = [day?.startsAt ?? 0, day?.endsAt ?? 0];
  return {
    date,
    hours: [...hours],
    holiday: holiday && { ...holiday, unitName: organisation.unit(holiday.unit)?.name ?? holiday.unit },
    minutes: ordinary.between(starts, ends),
    left: working.between(starts, ends),
  };
}
