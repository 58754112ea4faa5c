import { Cadence } from '#libs/contracts';
import { type Position, readCadence, type Step } from './steps.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const byMonths: Readonly<Record<number, Cadence>> = { 1: 'month', 3: 'quarter', 12: 'year' };

/** Cadences of one length, and how far a gap may be from it. */
const fixed = (['hour', 'day', 'week'] as const)
  .map((cadence): Cadence => cadence)
  .concat([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30].map((minutes) => Cadence.parse({ minutes })))
  .map((cadence) => ({ cadence, size: stepOf(cadence).size }));
const tolerance = 0.1;

/** Cadences that follow the calendar, by the days that their periods have. */
const calendar: readonly { cadence: Cadence; least: number; most: number }[] = [
  { cadence: 'month', least: 28, most: 31 },
  { cadence: 'quarter', least: 90, most: 92 },
  { cadence: 'year', least: 365, most: 366 },
];
/** So much of a day may be missing or too much, by a change of the clocks or a time of day that wanders. */
const calendarSlack = 0.1;

/** The cadence of the contracts that a step is; null where none is that long. */
export function cadenceOf({ unit, size }: Step): Cadence | null {
  if (unit === 'months') return byMonths[size] ?? null;
  return fixed.find((one) => one.size === size)?.cadence ?? null;
}

/** The step that a cadence takes. */
export function stepOf(cadence: Cadence): Step {
  if (typeof cadence === 'string') return readCadence(cadence);
  return { unit: 'ms', size: 'minutes' in cadence ? cadence.minutes * minute : day / cadence.shifts.length };
}

/** The cadence that the median gap between rows shows; null between plain numbers, and where no cadence is near. */
export function cadenceShown(positions: readonly Position[]): Cadence | null {
  if (positions.some(({ kind }) => kind === 'number')) return null;
  const gaps = positions.slice(1).map(({ at }, i) => at - (positions[i]?.at ?? at));
  const gap = gaps.toSorted((one, other) => one - other)[(gaps.length - 1) >> 1];
  return gap === undefined ? null : (byCalendar(gap / day) ?? byLength(gap));
}

function byCalendar(days: number): Cadence | null {
  const within = calendar.find(({ least, most }) => days >= least - calendarSlack && days <= most + calendarSlack);
  return within?.cadence ?? null;
}

function byLength(gap: number): Cadence | null {
  const [nearest] = fixed
    .map(({ cadence, size }) => ({ cadence, away: Math.abs(gap - size) / size }))
    .toSorted((one, other) => one.away - other.away);
  return nearest && nearest.away <= tolerance ? nearest.cadence : null;
}
