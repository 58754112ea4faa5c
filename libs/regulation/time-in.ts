import type { Time } from '#libs/alerting';
import type { Organisation } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';

/** An instant, with the working time of the organisation in force from there on; without one, all work round the clock. */
export function timeIn(organisation: Organisation | null, now: string): Time {
  return {
    now,
    due: (unit, from, minutes) => {
      const begins = Temporal.Instant.from(from).epochMilliseconds;
      const ends = organisation?.workingTimeOf(unit).after(begins, minutes) ?? begins + minutes * 60_000;
      return Temporal.Instant.fromEpochMilliseconds(Math.round(ends)).toString({ fractionalSecondDigits: 3 });
    },
  };
}
