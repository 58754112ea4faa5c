import { type ErrorCode, type Holiday, type Refusal, ShortName } from '#libs/contracts';
import ICAL from 'ical.js';
import { wholeDays } from './whole-days.js';

/** An event that is no holiday, or cannot be read as one: what it is called, when it begins as it is written, and why. */
export interface RefusedEvent {
  name: string;
  begins: string;
  code: ErrorCode;
  message: string;
}

/** The holidays of a calendar file by their dates, and the events that are none. */
export interface ReadHolidays {
  holidays: Holiday[];
  refused: RefusedEvent[];
}

/** In which zone times of UTC are read, and the dates from and to which holidays are wanted, both among them. */
export interface Wanted {
  zone: string;
  from: string;
  to: string;
}

/** An event that repeats more often in a year is no holiday. */
const mostAYear = 12;
const mostDays = 400;
const mostTurns = 5_000;

/**
 * Reads the events of an iCalendar file (RFC 5545) that cover whole days: single ones, and those that repeat by the year, without their
 * exceptions. What is cancelled or lies outside the wanted dates is left out; everything else is refused with a reason.
 */
export function readHolidays(text: string, wanted: Wanted): ReadHolidays | Refusal {
  const calendars = calendarsIn(text);
  if ('code' in calendars) return calendars;
  const read: ReadHolidays = { holidays: [], refused: [] };
  const events = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  const changed = events.filter((event) => event.hasProperty('recurrence-id'));
  for (const event of events) {
    if (changed.includes(event)) continue;
    const own = changed.filter((one) => uidOf(one) === uidOf(event));
    const result = occurrencesOf(event, own, wanted);
    if ('code' in result) read.refused.push({ name: nameOf(event), begins: beginningOf(event), ...result });
    else read.holidays.push(...result);
  }
  return { ...read, holidays: read.holidays.toSorted((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date))) };
}

function calendarsIn(text: string): ICAL.Component[] | Refusal {
  try {
    const parsed: unknown[] = ICAL.parse(text.replace(/^\uFEFF/, ''));
    // One calendar comes by itself, several in a list.
    const each = typeof parsed[0] === 'string' ? [parsed] : parsed;
    const found = each.flatMap((one) => (Array.isArray(one) ? [new ICAL.Component(one)] : []));
    const calendars = found.filter(({ name }) => name === 'vcalendar');
    return calendars.length > 0 ? calendars : unreadable('it has no BEGIN:VCALENDAR');
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

function unreadable(why: string): Refusal {
  return { code: 'file-unreadable', message: `This is no iCalendar file: ${why}.` };
}

function occurrencesOf(
  component: ICAL.Component,
  changed: readonly ICAL.Component[],
  wanted: Wanted,
): Holiday[] | Refusal {
  if (isCancelled(component)) return [];
  try {
    const fault = faultOf(component);
    if (fault) return fault;
    const event = new ICAL.Event(component, { exceptions: [...changed] });
    if (!event.isRecurring()) return holidayOf(event, event, wanted);
    return repeated(event, wanted);
  } catch (error) {
    return { code: 'event-malformed', message: `It cannot be read: ${reasonOf(error)}.` };
  }
}

/** Why an event is refused before its dates are looked at. */
function faultOf(component: ICAL.Component): Refusal | null {
  const begins = beginningOf(component);
  if (!isDate(begins.slice(0, 10))) return { code: 'event-malformed', message: `"${begins}" is no date.` };
  const rule = component.getFirstPropertyValue('rrule');
  if (rule === null || !(rule instanceof ICAL.Recur) || rule.freq === 'YEARLY') return null;
  return oftenRepeated(`It repeats ${rule.freq.toLowerCase()}`);
}

function repeated(event: ICAL.Event, wanted: Wanted): Holiday[] | Refusal {
  const holidays: Holiday[] = [];
  const years = new Map<number, number>();
  const turns = event.iterator();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const next = turns.next();
    // ical.js ends a series with nothing, though its types do not say so.
    if (!next || next.toString().slice(0, 10) > wanted.to) break;
    years.set(next.year, (years.get(next.year) ?? 0) + 1);
    if ((years.get(next.year) ?? 0) > mostAYear) return oftenRepeated(`It repeats more than ${mostAYear} times a year`);
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (isCancelled(item.component)) continue;
    const found = holidayOf(item, { startDate, endDate }, wanted);
    if ('code' in found) return found;
    holidays.push(...found);
  }
  return holidays;
}

type Span = Pick<ICAL.Event, 'startDate' | 'endDate'>;

function holidayOf(event: ICAL.Event, { startDate, endDate }: Span, wanted: Wanted): Holiday[] | Refusal {
  const days = wholeDays(startDate, endDate, wanted.zone);
  if (days === null)
    return {
      code: 'event-not-whole-days',
      message: `From ${startDate.toString()} to ${endDate.toString()} is not whole days.`,
    };
  if (days.length > mostDays)
    return { code: 'event-malformed', message: `It lasts more than ${mostDays} days; give it an end.` };
  if (days.last < wanted.from || days.first > wanted.to) return [];
  const { first, last } = days;
  return [{ date: first, ...(last > first && { until: last }), name: nameOf(event.component), hours: [] }];
}

function oftenRepeated(how: string): Refusal {
  return { code: 'event-repeats-often', message: `${how}: what is so every week belongs into the hours of the week.` };
}

function isCancelled(component: ICAL.Component): boolean {
  return textOf(component, 'status').toUpperCase() === 'CANCELLED';
}

function uidOf(component: ICAL.Component): string {
  return textOf(component, 'uid');
}

function nameOf(component: ICAL.Component): string {
  const said = textOf(component, 'summary')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 120);
  return ShortName.safeParse(said).data ?? 'Holiday';
}

function textOf(component: ICAL.Component, property: string): string {
  const value = component.getFirstPropertyValue(property);
  return typeof value === 'string' ? value : '';
}

/** The beginning as it is written, before anything has made another date of it. */
function beginningOf(component: ICAL.Component): string {
  const [, , , value]: unknown[] = component.getFirstProperty('dtstart')?.toJSON() ?? [];
  return typeof value === 'string' ? value : '';
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && ICAL.Time.fromDateString(text).toString() === text;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
