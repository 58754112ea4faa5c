import type { Alert, AlertHappening } from '#libs/contracts';
import type { Time } from './command.js';

/** Under the alert of a whole: its clock rests with the working minutes that it has to its climb, null where nothing climbs. */
export function groupedUnder(alert: Alert, under: string, time: Time): AlertHappening {
  return { kind: 'grouped', under, minutes: alert.under ? alert.under.minutes : minutesLeft(alert, time) };
}

/** By itself again, with the working minutes that it kept. */
export function goingOn(alert: Alert, because: 'closed-above' | 'help-asked', { now, due }: Time): AlertHappening {
  const minutes = alert.under?.minutes ?? null;
  const climbsAt = minutes === null ? null : due(holder(alert), now, minutes);
  return { kind: 'ungrouped', because, minutes, climbsAt };
}

function minutesLeft(alert: Alert, { now, worked }: Time): number | null {
  if (!alert.clock || alert.climbsAt === null) return null;
  return Math.max(0, alert.clock.minutes - worked(holder(alert), alert.clock.since, now));
}

function holder({ path, level }: Alert): string {
  return path[level]?.unit ?? '';
}
