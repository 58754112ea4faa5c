import type { Alert } from '#libs/contracts';
import type { Due } from './command.js';

/**
 * When the time of a level of the path is up that begins now; null at the last level, from where nothing can climb, and for
 * pleasure, wherever people have carried it.
 */
export function climbsAt(
  { path, sign }: Pick<Alert, 'path' | 'sign'>,
  level: number,
  now: string,
  due: Due,
): string | null {
  const step = path[level];
  if (!step || level >= path.length - 1 || sign === 'pleasure') return null;
  return due(step.unit, now, step.minutes);
}
