import type { Changed } from './cells.js';
import { arlOf, percent } from './results.js';
import type { Cell } from './results.js';

/** A row of the table: a measure, what it must and ought to be, and how it is read off the cells of one detector. */
export interface Measure {
  measure: string;
  must: string;
  aim: string;
  read: (cells: readonly Cell[]) => string;
}

const ordinary = ['gauss', 'AR(1) .3', 'weekly', 't4', '5 % missing'];
const scaled = ['hourly', 'Poisson 5', 'Poisson 50', 'k of 200'];

const row = (measure: string, must: string, aim: string, read: Measure['read']): Measure => ({
  measure,
  must,
  aim,
  read,
});

/** Several readings with strokes between them; a dash if there is none at all. */
function joined(readings: readonly string[]): string {
  return readings.every((reading) => reading === '–') ? '–' : readings.join(' / ');
}

const arls = (noises: readonly string[]) => (cells: readonly Cell[]) =>
  joined(
    noises.map((name) => {
      const calm = cells.find(({ noise }) => noise === name)?.inControl;
      return calm ? arlOf(calm) : '–';
    }),
  );

const of =
  (noise: string, names: readonly string[], read: (cell: Changed) => string) =>
  (cells: readonly Cell[]): string => {
    const changed = cells.find((cell) => cell.noise === noise)?.changed;
    return joined(names.map((name) => (changed?.[name] ? read(changed[name]) : '–')));
  };

const delay = (cell: Changed) => cell.delay.toFixed(1);
const kind = (cell: Changed) => percent(cell.kindRight, 0);

/** The least and the most coverage over the noises, t4 and the counts apart, for which a symmetric interval is not right anyway. */
const coverage = (which: 'within80' | 'within95', noises: readonly string[]) => (cells: readonly Cell[]) => {
  const shares = cells.flatMap(({ noise, inControl }) =>
    noises.includes(noise) && inControl ? (inControl[which] ?? []) : [],
  );
  return shares.length === 0 ? '–' : `${percent(Math.min(...shares))}–${percent(Math.max(...shares))}`;
};

const steps = ['step-1', 'step-1.5', 'step-2', 'step-3'];
const normal = ordinary.filter((name) => name !== 't4');

/** The rows of the table, in sd and rows; shares in %. */
export const measures: readonly Measure[] = [
  row(`ARL0: ${ordinary.join(' / ')}`, '≥ 500 on all', '≥ 1 000 on all', arls(ordinary)),
  row(`ARL0: ${scaled.join(' / ')}`, '≥ 500 on all', '≥ 1 000 on all', arls(scaled)),
  row(
    'steps 1 / 1.5 / 2 / 3 sd: delay, gauss',
    '≤ 17 / 7 / 4.5 / 2.5',
    '12.5 / 6 / 4 / 2.2',
    of('gauss', steps, delay),
  ),
  row('step .5 sd: delay, gauss', '–', '–', of('gauss', ['step-0.5'], delay)),
  row('steps 1 / 1.5 / 2 / 3 sd: delay, hourly', '≤ 25 / 12 / 7 / 4', '18 / 9 / 6 / 3', of('hourly', steps, delay)),
  row('slopes .1 / .2 sd a row: delay', '≤ 15 / 10', '13 / 8.5', of('gauss', ['slope-0.1', 'slope-0.2'], delay)),
  row(
    'slopes .1 / .2 / .3 sd a row: kind right',
    '65 / 90',
    '80 / 95',
    of('gauss', ['slope-0.1', 'slope-0.2', 'slope-0.3'], kind),
  ),
  row(
    'transients 4 / 5 / 6 sd: at once',
    '– / 97 / 99',
    '– / 99 / 100',
    of('gauss', ['transient-4', 'transient-5', 'transient-6'], (cell) => percent(cell.atOnce, 0)),
  ),
  row(
    'transients 4 / 5 / 6 sd: kind right',
    '95',
    '98',
    of('gauss', ['transient-4', 'transient-5', 'transient-6'], kind),
  ),
  row('step 2 sd: kind right', '90', '95', of('gauss', ['step-2'], kind)),
  row(
    'step 2 sd: direction',
    '99',
    '99.5',
    of('gauss', ['step-2'], (cell) => percent(cell.directionRight)),
  ),
  row(
    'step 2 sd: onset error',
    '≤ 1.5',
    '1',
    of('gauss', ['step-2'], (cell) => cell.onsetError?.toFixed(1) ?? '–'),
  ),
  row('80 % intervals, ordinary noises but t4', '± 1.5', '± 1', coverage('within80', [...normal, 'hourly'])),
  row('95 % intervals, the same', '± 1', '± .5', coverage('within95', [...normal, 'hourly'])),
  row('80 % intervals, counts and fractions', '± 1.5', '± 1', coverage('within80', scaled.slice(1))),
  row('95 % intervals, the same', '± 1', '± .5', coverage('within95', scaled.slice(1))),
  row(
    'excess of −log density, gauss',
    '≤ .02',
    '≤ .01',
    (cells) => cells.find(({ noise }) => noise === 'gauss')?.inControl?.excess?.toFixed(4) ?? '–',
  ),
];
