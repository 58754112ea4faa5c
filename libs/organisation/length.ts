import type { Tell } from './draft.js';
import { durationMinutes } from './duration.js';

const tenYears = 10 * 366 * 24 * 60;

/** A time that somebody is given must be some time, and one that people live to see. */
export function checkLength(path: string, iso: string, tell: Tell): void {
  const minutes = durationMinutes(iso);
  if (!(minutes > 0)) tell(path, `${iso} is no time at all; give at least a minute: PT1M`);
  if (minutes > tenYears) tell(path, `${iso} is more than ten years; give a time that can be waited for`);
}
