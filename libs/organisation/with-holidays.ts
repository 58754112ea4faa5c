import type { Holiday, OrganisationDocument } from '#libs/contracts';
import { dateOf, datesOf } from './calendars.js';

/** A document with more holidays of a unit, those that are new to it, and how many of their days it had already. */
export interface WithHolidays {
  document: OrganisationDocument;
  added: Holiday[];
  knownDays: number;
}

/** Adds holidays to a unit's own calendar. A day that it names already stays as it is; what is left of a longer one is added around it. */
export function withHolidays(document: OrganisationDocument, unit: string, holidays: readonly Holiday[]): WithHolidays {
  const own = document.units.find(({ id }) => id === unit)?.calendar;
  const known = new Set(own?.holidays.flatMap(datesOf));
  const added: Holiday[] = [];
  let knownDays = 0;
  for (const holiday of holidays) {
    const dates = datesOf(holiday);
    const fresh = dates.filter((date) => !known.has(date));
    knownDays += dates.length - fresh.length;
    for (const date of fresh) known.add(date);
    added.push(...stretchesOf(fresh).map(([first, last]) => spanning(holiday, first, last)));
  }
  const calendar = { ...own, holidays: [...(own?.holidays ?? []), ...added] };
  const units = document.units.map((one) => (one.id === unit && added.length > 0 ? { ...one, calendar } : one));
  return { document: { ...document, units }, added, knownDays };
}

/** Days that follow each other, as their first and last. */
function stretchesOf(days: readonly number[]): [first: number, last: number][] {
  const stretches: [number, number][] = [];
  for (const day of days) {
    const open = stretches.at(-1);
    if (open && open[1] === day - 1) open[1] = day;
    else stretches.push([day, day]);
  }
  return stretches;
}

function spanning({ name, hours }: Holiday, first: number, last: number): Holiday {
  return { date: dateOf(first), ...(last > first && { until: dateOf(last) }), name, hours };
}
