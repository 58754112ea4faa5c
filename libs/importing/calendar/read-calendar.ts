import type { Refusal } from '#libs/contracts';
import type { ReadHolidays, Wanted } from './read-holidays.js';

/** Reads the holidays of an iCalendar file; what it takes is loaded when it is first needed, so that nobody who imports figures waits for it. */
export async function readCalendar(text: string, wanted: Wanted): Promise<ReadHolidays | Refusal> {
  const { readHolidays } = await import('./read-holidays.js');
  return readHolidays(text, wanted);
}
