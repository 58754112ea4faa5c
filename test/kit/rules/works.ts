import { topics } from '#libs/contracts';
import type { Telling } from './checks.js';
import { instant } from './hold.js';
import type { Rig } from './rig.js';
import { later, type Step } from './stories.js';

/** What people and machines do, day by day: the figures that they post, and how far each unit's have fallen. */
export interface Works {
  rig: Rig;
  firstDay: string;
  /** The number of days that have been reported. */
  days: number;
  shifts: Map<string, number>;
  absent: Set<string>;
  /** Until which day nothing is missed of an indicator, though nothing has come. */
  excused: Map<string, string>;
  count: number;
  /** The latest instant that the clock has shown. */
  latest: number;
  telling: Telling;
}

function leavesOf({ rig }: Works): string[] {
  return rig.inForce.document.indicators.filter(({ rollUp }) => !rollUp).map(({ id }) => id);
}

export function leafOf(works: Works, { unit }: Step): string {
  const leaves = leavesOf(works);
  return leaves[unit % leaves.length] ?? '';
}

export async function shift(works: Works, step: Step, by: number): Promise<void> {
  works.shifts.set(leafOf(works, step), by);
  await report(works, step);
}

/** The next day has come to its end everywhere; whoever is not absent reports it. */
export async function report(works: Works, step: Step): Promise<void> {
  const { rig } = works;
  const day = works.days;
  works.days += 1;
  rig.now = Math.max(rig.now, Date.parse(`${later(works.firstDay, day + 1)}T06:00:00Z`));
  const all = leavesOf(works).filter((leaf) => !works.absent.has(leaf));
  await post(
    works,
    step,
    all.map((leaf) => [leaf, day, valueOn(works, leaf, day)] as const),
  );
}

/** Puts figures on the log and has them taken; by the same regulator again where it broke. */
export async function post(
  works: Works,
  { who, faults, alert }: Pick<Step, 'who' | 'faults' | 'alert'>,
  figures: readonly (readonly [string, number, number])[],
): Promise<void> {
  const { rig, firstDay } = works;
  for (const [indicator, day, value] of figures) {
    works.count += 1;
    const posted = {
      id: `p${works.count}`,
      indicator,
      period: later(firstDay, day),
      value,
      postedAt: instant(rig.now),
    };
    rig.log[topics.observations].push(JSON.stringify(posted));
  }
  if (!(await rig.take(topics.observations, who, faults[0], alert % 3))) await rig.take(topics.observations, who, null);
}

export function daysBefore(day: number): number[] {
  return Array.from({ length: day }, (_, n) => n);
}

export function valueOn({ shifts }: Works, leaf: string, day: number): number {
  return calm(leaf, day) + (shifts.get(leaf) ?? 0);
}

/** About 100 with an sd of about 1, each indicator in its own way, always the same. */
export function calm(indicator: string, day: number): number {
  const n = day + 17 * Number(indicator.slice(1));
  return 100 + Math.sin(n * 12.9898) * 1.4 + Math.sin(n * 78.233) * 0.7;
}
