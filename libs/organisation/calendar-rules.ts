import type { Calendar } from '#libs/contracts';
import { datesOf, hoursOf, longestHoliday, weekOf } from './calendars.js';
import type { Draft, Tell } from './draft.js';

/** Calendars: weeks in which there is work at all, hours that do not overlap, holidays that end after they begin and name a date once. */
export function checkCalendars(draft: Draft, tell: Tell): void {
  for (const { at, item: unit } of draft.units) {
    if (unit.calendar) checkCalendar(`units[${at}].calendar`, unit.calendar, tell);
  }
}

function checkCalendar(path: string, { week, holidays }: Calendar, tell: Tell): void {
  if (week) {
    if (weekOf(week).every((hours) => hours.length === 0)) {
      tell(`${path}.week`, 'nobody works in this week, so no clock would ever go on; give some hours');
    }
    for (const [name, hours] of Object.entries(week)) checkHours(`${path}.week.${name}`, hours, tell);
  }
  const named = new Map<number, number>();
  for (const [index, holiday] of holidays.entries()) {
    const where = `${path}.holidays[${index}]`;
    checkHours(`${where}.hours`, holiday.hours, tell);
    const dates = datesOf(holiday);
    if (dates.length === 0)
      tell(`${where}.until`, `${holiday.until} is before ${holiday.date}; write the last free date`);
    if (dates.length > longestHoliday)
      tell(`${where}.until`, `this is more than ${longestHoliday} days; a calendar needs an end to wait for`);
    const twice = dates.find((date) => named.has(date));
    if (twice !== undefined)
      tell(where, `holidays[${named.get(twice)}] names one of these dates already; keep one of them`);
    else for (const date of dates) named.set(date, index);
  }
}

function checkHours(path: string, texts: readonly string[], tell: Tell): void {
  const hours = hoursOf(texts);
  const clash = hours.findIndex((one, index) => index > 0 && one.from < (hours[index - 1]?.to ?? 0));
  if (clash > 0) tell(path, 'two of these stretches overlap; write the hours of a day one after the other');
}
