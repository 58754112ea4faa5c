import type { Deviation, Good, SeriesPoint } from '#libs/contracts';

/** A deviation as last told, with the place of its onset (or of the first period that told it) among the points. */
export interface Told {
  deviation: Deviation;
  onset: number;
}

/** One entry a deviation, newest onset first: a deviation is told anew while it becomes clearer, the last word counts. */
export function toldBy(points: readonly (SeriesPoint | null)[]): Told[] {
  const told = new Map<string, Told>();
  const places = new Map(points.map((point, index) => [point?.period, index]));
  points.forEach((point, index) => {
    const deviation = point?.assessment?.deviation;
    if (!deviation) return;
    told.set(deviation.id, { deviation, onset: places.get(deviation.onset) ?? told.get(deviation.id)?.onset ?? index });
  });
  return [...told.values()].toSorted((one, other) => other.onset - one.onset);
}

/** Whether a change is for the better, for the worse, or (near a target) neither by its direction alone. */
export function isGood(deviation: Pick<Deviation, 'direction' | 'levelBefore' | 'size'>, good: Good): boolean | null {
  if (good === 'more') return deviation.direction === 'up';
  if (good === 'less') return deviation.direction === 'down';
  const before = Math.abs(deviation.levelBefore - good.near);
  const after = Math.abs(
    deviation.levelBefore + Math.abs(deviation.size) * (deviation.direction === 'up' ? 1 : -1) - good.near,
  );
  return before === after ? null : after < before;
}
