import type { Held } from '#libs/alerting';
import type { Alert } from '#libs/contracts';
import type { Changes, FilterSnapshot } from '../rows.js';

/** What was held of an indicator by what was written up to an instant. */
export function heldIn(written: readonly Changes[], indicator: string, known: string): Held | null {
  const said = written
    .flatMap(({ assessments }) => assessments)
    .filter((row) => row.indicator === indicator && row.knownFrom <= known)
    .toSorted((a, b) => a.ordinal - b.ordinal || a.sequence - b.sequence)
    .at(-1);
  return said ? { level: said.level, sd: said.levelSd, slope: said.slope } : null;
}

/** The alert that this one is shown under, or asks for. */
export function above({ under, about }: Alert): string | undefined {
  return about.kind === 'question' ? about.of : under?.alert;
}

/** Whether a snapshot is no longer true. */
export function goneBy(stale: { indicator: string; from: number }, { indicator, ordinal }: FilterSnapshot): boolean {
  return indicator === stale.indicator && ordinal >= stale.from;
}

/** One text for a partition of a bus. */
export function at({ bus, topic, partition }: { bus: string; topic: string; partition: number }): string {
  return `${bus}/${topic}/${partition}`;
}

/** The entry of a map, where there is a value. */
export function entry<T>(id: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[id, value]];
}
