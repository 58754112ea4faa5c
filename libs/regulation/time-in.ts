import type { Time } from '#libs/alerting';
import type { Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

const ms = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;

/** An instant, with the working time of the organisation in force from there on; without one, all work round the clock. */
export function timeIn(organisation: Organisation | null, now: string): Time {
  return {
    now,
    due: (unit, from, minutes) => {
      const begins = ms(from);
      const ends = organisation?.workingTimeOf(unit).after(begins, minutes) ?? begins + minutes * 60_000;
      return Temporal.Instant.fromEpochMilliseconds(Math.round(ends)).toString({ fractionalSecondDigits: 3 });
    },
    worked: (unit, from, to) =>
      organisation?.workingTimeOf(unit).between(ms(from), ms(to)) ?? Math.max(0, ms(to) - ms(from)) / 60_000,
  };
}
