import type { AlertAbout, AlertHappening, Sign, Step } from '#libs/contracts';
import type { Hours } from './hours.js';
import type { InForce } from './paths.js';

const minute = 60_000;

/** What must be so of one alert, by the rules: told from what happened to it, its frozen path and the hours of who has it. Times in ms. */
export interface Expected {
  id: string;
  path: readonly Step[];
  sign: Sign;
  about: AlertAbout;
  level: number;
  reach: number;
  closed: AlertHappening['kind'] | null;
  /** Working time that is left to the climb, counted from `since`. */
  left: number;
  since: number;
  /** When it must climb; null where nothing climbs. */
  due: number | null;
  under: string | null;
  apart: boolean;
  /** Whether help was asked for, and has not come yet. */
  wantsHelp: boolean;
  owes: number | null;
  /** When the unit is to be reminded. */
  remind: number | null;
  acknowledged: number | null;
  review: number | null;
  toConfirm: number[];
  sharedWith: string[];
  /** How often its parts were asked, and whom. */
  asked: number;
  parts: string[];
  sequence: number;
}

/** The clocks of a level begin when the alert comes there (rules 2, 3, 10, 11). */
export function come(alert: Expected, at: number, { hours }: InForce): void {
  const step = alert.path[alert.level];
  const clock = hours(step?.unit ?? '');
  const end = clock.after(at, (step?.minutes ?? 0) * minute);
  const climbs = alert.sign === 'pain' && alert.level < alert.path.length - 1;
  const owes = alert.about.kind === 'question' || (alert.about.kind === 'cord' && alert.level > 0);
  const remind = step?.acknowledge === undefined ? null : clock.after(at, step.acknowledge * minute);
  Object.assign(alert, { since: at, left: (step?.minutes ?? 0) * minute, acknowledged: null, remind });
  Object.assign(alert, { due: climbs ? end : null, owes: owes ? end : null });
}

/** Rules 2 and 3, when the hours of who has it change: what was left by the old ones goes on by the new. */
export function moved(alert: Expected, at: number, before: Hours, after: Hours): void {
  const end = alert.due ?? alert.owes;
  if (alert.closed !== null || before.text === after.text) return;
  // Whose time is up climbs, whatever is changed now.
  if (alert.due !== null && alert.due <= at) return;
  // A review is a promise of the instant that was named; a reminder that was agreed counts working time.
  if (alert.remind !== null && alert.acknowledged === null && alert.remind > at)
    alert.remind = after.after(at, before.between(at, alert.remind));
  if (end === null) return;
  const owesAlike = alert.owes !== null && alert.owes === end;
  alert.left = Math.max(0, alert.left - before.between(alert.since, at));
  alert.since = at;
  const due = after.after(at, alert.left);
  if (alert.due !== null) alert.due = due;
  if (owesAlike) alert.owes = due;
  review(alert);
}

/** A review ends no later than the climb (rule 5). */
export function review(alert: Expected): void {
  if (alert.acknowledged === null || alert.due === null) return;
  alert.acknowledged = Math.min(alert.acknowledged, alert.due);
  alert.remind = alert.acknowledged;
}

/** Who has the alert. */
export function holder({ path, level }: Expected): string {
  return path[level]?.unit ?? '';
}

/** The units of its path that may know of it, origin first (rule 1). */
export function knows({ path, reach }: Expected): string[] {
  return path.slice(0, reach).map(({ unit }) => unit);
}

/** The hours of who has it. */
export function hoursOfHolder(alert: Expected, { hours }: InForce): Hours {
  return hours(holder(alert));
}
