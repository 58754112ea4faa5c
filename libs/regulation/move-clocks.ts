import { advance, decide } from '#libs/alerting';
import { type Organisation, stops } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { recordAlert } from './alert-rows.js';
import type { Changes, KnownAlert } from './rows.js';
import { timeIn } from './time-in.js';

/** The units that work at other times under the new organisation and its notices than under the old, those that are no more among them. */
export function unitsWithOtherHours(before: Organisation | null, after: Organisation): string[] {
  const units = new Set([before, after].flatMap((org) => org?.document.units.map(({ id }) => id) ?? []));
  return [...units].filter((id) => hoursOf(before, id) !== hoursOf(after, id));
}

function hoursOf(organisation: Organisation | null, unit: string): string {
  const calendars = organisation?.pathUp(unit).flatMap(({ calendar }) => calendar ?? []) ?? [];
  const stopped = (organisation?.noticesOf(unit) ?? []).filter(stops).map(({ from, until }) => [from, until]);
  if (calendars.length === 0 && stopped.length === 0) return '';
  return JSON.stringify([organisation?.timeZoneOf(unit), calendars, stopped]);
}

/** The organisation before and after a change, and whether calendars or a notice have changed it. */
export interface Move {
  before: Organisation | null;
  after: Organisation;
  because: 'calendar-changed' | 'noticed';
}

/**
 * Rule 2: what has been agreed is frozen into an alert, the calendar is not. Each alert keeps the working time that it had left
 * when the calendar or a notice changed, and is due anew.
 */
export function moveClocks(changes: Changes, { before, after, because }: Move, alerts: readonly KnownAlert[]): void {
  const time = timeIn(after, changes.now);
  for (const known of alerts) {
    if (isUp(known, changes.now)) continue;
    const clock = { kind: 'move-clock', because, minutes: minutesLeft(before, known, changes.now) } as const;
    const toReminder = minutesToReminder(before, known, changes.now);
    const reminder = toReminder === null ? [] : [{ kind: 'move-reminder', because, minutes: toReminder } as const];
    // Neither looks at what the other moves.
    const happenings = [clock, ...reminder].flatMap((command) => {
      const decision = decide(known.alert, command, time);
      return decision.kind === 'happens' ? decision.happenings : [];
    });
    recordAlert(changes, advance(known.alert, happenings, changes.now), known);
  }
}

/** Whose time is up climbs as soon as somebody looks: there is nothing left to be counted on. */
function isUp({ alert: { climbsAt } }: KnownAlert, now: string): boolean {
  return climbsAt !== null && Temporal.Instant.compare(climbsAt, now) <= 0;
}

/** The working minutes to a reminder that is still to come, as they were counted before. */
function minutesToReminder(
  before: Organisation | null,
  { alert: { path, level, remindAt } }: KnownAlert,
  now: string,
): number | null {
  if (remindAt === null || Temporal.Instant.compare(remindAt, now) <= 0) return null;
  return timeIn(before, now).worked(path[level]?.unit ?? '', now, remindAt);
}

function minutesLeft(before: Organisation | null, { alert: { path, level, clock } }: KnownAlert, now: string): number {
  if (!clock) return 0;
  const [since, until] = [clock.since, now].map((instant) => Temporal.Instant.from(instant).epochMilliseconds);
  const unit = path[level]?.unit ?? '';
  const worked = before
    ? before.workingTimeOf(unit).between(since ?? 0, until ?? 0)
    : Math.max(0, (until ?? 0) - (since ?? 0)) / 60_000;
  return Math.max(0, clock.minutes - worked);
}
