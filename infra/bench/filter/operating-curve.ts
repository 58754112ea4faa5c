import { changed, inControl } from './cells.js';
import type { Effort } from './cells.js';
import { curves } from './detectors.js';
import { floorsAt } from './floor.js';
import { noises } from './noises.js';

/** What one setting of a detector costs and brings on Gaussian noise: false flags, and the mean delay of a step of 1 sd. */
export interface CurvePoint {
  curve: string;
  setting: string;
  rows: number;
  flags: number;
  delay: number;
}

/** The operating curve of each detector, and of the floor. */
export function operatingCurve(effort: Effort, floorEffort: { rows: number; repetitions: number }): CurvePoint[] {
  const gauss = noises.slice(0, 1);
  const points = Object.entries(curves).flatMap(([curve, settings]) =>
    settings.flatMap((detector) =>
      gauss.map((noise) => {
        const { rows, flags } = inControl(detector, noise, effort);
        const cells = changed(detector, noise, effort, (name) => name === 'step-1');
        return { curve, setting: detector.name, rows, flags, delay: cells['step-1']?.delay ?? NaN };
      }),
    ),
  );
  const floors = floorsAt([200, 370, 1_000, 3_000], [1], floorEffort).map((floor) => ({
    curve: 'floor',
    setting: `ARL0 ${floor.arl0}`,
    rows: floor.arl0,
    flags: 1,
    delay: Math.min(floor.cusum, floor.shiryaevRoberts),
  }));
  return [...points, ...floors];
}
