import { changed, inControl } from './cells.js';
import type { Effort } from './cells.js';
import { curves } from './detectors.js';
import { floorsAt } from './floor.js';
import { noises } from './noises.js';
import type { Detector } from './watch.js';

/** What one setting of a detector costs and brings on Gaussian noise: false flags, and the mean delay of a step of 1 sd. */
export interface CurvePoint {
  curve: string;
  setting: string;
  rows: number;
  flags: number;
  delay: number;
}

/** What costs a tenth of a microsecond is run ten times as often, so as to lie where it ought to beside the floor. */
const cheap = new Set(['cusum-known', 'cusum-running']);

/** The operating curve of each detector that is wanted by its name, and of the floor. */
export function operatingCurve(
  wanted: (curve: string) => boolean,
  effort: Effort,
  floorEffort: { rows: number; repetitions: number },
): CurvePoint[] {
  const points = Object.entries(curves)
    .filter(([curve]) => wanted(curve))
    .flatMap(([curve, settings]) =>
      settings.flatMap((detector) => pointsOf(curve, detector, cheap.has(curve) ? tenfold(effort) : effort)),
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

function pointsOf(curve: string, detector: Detector, effort: Effort): CurvePoint[] {
  return noises.slice(0, 1).map((noise) => {
    const { rows, flags } = inControl(detector, noise, effort);
    const cells = changed(detector, noise, effort, (name) => name === 'step-1');
    return { curve, setting: detector.name, rows, flags, delay: cells['step-1']?.delay ?? NaN };
  });
}

function tenfold({ repetitions, runs, rows }: Effort): Effort {
  return { repetitions: 10 * repetitions, runs: 10 * runs, rows };
}
