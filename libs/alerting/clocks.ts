import type { Alert } from '#libs/contracts';
import type { Time } from './command.js';

/** The clocks of the unit that has an alert, as an event starts them. */
export interface Clocks {
  climbsAt: string | null;
  answerBy?: string | undefined;
  remindAt?: string | undefined;
}

/**
 * The clocks that begin when an alert comes to a level of its path. Nothing climbs from the last level, nor does pleasure, wherever
 * people have carried it. An answer is owed by whoever a cord comes to from below, or is asked, in the time that the unit has been given.
 */
export function clocksAt(
  { path, sign, about }: Pick<Alert, 'path' | 'sign' | 'about'>,
  level: number,
  { now, due }: Time,
): Clocks {
  const step = path[level];
  if (!step) return { climbsAt: null };
  const timeIsUp = due(step.unit, now, step.minutes);
  const climbs = level < path.length - 1 && sign === 'pain';
  return {
    climbsAt: climbs ? timeIsUp : null,
    ...((about.kind === 'question' || (about.kind === 'cord' && level > 0)) && { answerBy: timeIsUp }),
    ...(step.acknowledge !== undefined && { remindAt: due(step.unit, now, step.acknowledge) }),
  };
}
