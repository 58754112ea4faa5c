import { z } from 'zod';
import { IsoDate, ShortName, UnitId } from './names.js';

/** A stretch of local working time: 06:00-14:00; over midnight where the end is not after the start: 22:00-06:00. 00:00-24:00 is the whole day. */
export const WorkingHours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write HH:MM-HH:MM, such as 06:00-14:00');
export type WorkingHours = z.infer<typeof WorkingHours>;

const day = z.array(WorkingHours).max(12).default([]);
/** When a unit works in an ordinary week. Hours belong to the day on which they begin; a day that is left out is free. */
export const WorkingWeek = z.strictObject({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
});
export type WorkingWeek = z.infer<typeof WorkingWeek>;

/** A date, or all dates up to and with `until`, on which other hours hold than in the week: none unless they are given. */
export const Holiday = z.strictObject({
  date: IsoDate,
  until: IsoDate.optional(),
  name: ShortName,
  hours: z.array(WorkingHours).max(12).default([]),
});
export type Holiday = z.infer<typeof Holiday>;

/**
 * A unit's working time, in its own time zone. The week is inherited from the nearest unit above that has one; without any, all
 * work round the clock. Holidays are inherited too; of a date named twice on the way up, the nearest unit's hours hold.
 */
export const Calendar = z.strictObject({
  week: WorkingWeek.optional(),
  holidays: z.array(Holiday).max(1_000).default([]),
});
export type Calendar = z.infer<typeof Calendar>;

/** One day as a unit's calendar has it: its hours, `holiday` the name of what makes it a special day; and what notices leave of it. */
export const CalendarDay = z.object({
  date: IsoDate,
  hours: z.array(WorkingHours),
  holiday: z.object({ name: ShortName, unit: UnitId, unitName: z.string() }).nullable(),
  /** Working minutes by the calendar, and those that are left of them beside planned stops and strikes. */
  minutes: z.number(),
  left: z.number(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

/** The working days of a unit over a span of dates, both in it. `roundTheClock`: nobody on the way up has a calendar. */
export const UnitCalendar = z.object({
  unit: UnitId,
  unitName: z.string(),
  timeZone: z.string(),
  roundTheClock: z.boolean(),
  days: z.array(CalendarDay),
});
export type UnitCalendar = z.infer<typeof UnitCalendar>;
