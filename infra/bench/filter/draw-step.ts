import type { FilterAssessment } from '#libs/filtering';
import { product } from './detectors.js';
import { randomFrom } from './random.js';
import { colours, dot, element, line, picture, scaleOf, text } from './svg.js';
import type { Point } from './svg.js';

const size = { width: 720, height: 400 };
const rows = 80;
const changeAt = 51;
const shownFrom = 16;

interface Row {
  row: number;
  value: number;
  assessment: FilterAssessment;
}

const x = scaleOf([shownFrom, rows], [50, 690]);
const y = scaleOf([-3.5, 5], [250, 30]);
const share = scaleOf([0, 1], [360, 285]);

/** A step of 1.5 sd in Gaussian noise as the filter sees it: values, 80 % band, level, and the probability of a step below. */
export function drawStep(): string {
  const shown = assessed().filter(({ row }) => row >= shownFrom);
  const parts = [...frame(), ...band(shown), ...marks(shown), ...values(shown), ...probability(shown)];
  return picture(size, 'A step of 1.5 standard deviations, found by the filter', parts);
}

function assessed(): Row[] {
  const random = randomFrom(20);
  let state = product.start({ cadence: 'day', scale: 'real', sensitivity: 'normal' });
  return Array.from({ length: rows }, (_, i) => {
    const row = i + 1;
    const value = random.normal() + (row < changeAt ? 0 : 1.5);
    const updated = product.update(state, { elapsed: 1, value, weight: 1 });
    state = updated.state;
    return { row, value, assessment: updated.assessment };
  });
}

function frame(): string[] {
  const ticks = [-2, 0, 2, 4].map((tick) => text([42, y(tick) + 4], String(tick), { 'text-anchor': 'end' }));
  const shares = [0, 1].map((tick) => text([42, share(tick) + 4], String(tick), { 'text-anchor': 'end' }));
  const days = [20, 30, 40, 50, 60, 70, 80].map((row) => text([x(row), 378], String(row), { 'text-anchor': 'middle' }));
  const grid = [...[-2, 0, 2, 4].map(y), ...[0, 1].map(share)].map((height) =>
    line(
      [
        [50, height],
        [690, height],
      ],
      colours.faint,
      { 'stroke-width': 1 },
    ),
  );
  const titles = [
    text([50, 16], 'values in sd, 80 % band of the forecasts, level'),
    text([50, 276], 'probability of a step'),
    text([690, 396], 'row', { 'text-anchor': 'end' }),
  ];
  return [...grid, ...ticks, ...shares, ...days, ...titles];
}

function band(shown: readonly Row[]): string[] {
  const edge = (sign: number) =>
    shown.map(({ row, assessment: { forecast } }): Point => [x(row), y(forecast.mean + sign * 1.2816 * forecast.sd)]);
  const around = [...edge(1), ...edge(-1).toReversed()]
    .map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`)
    .join(' ');
  const level = shown.map(({ row, assessment }): Point => [x(row), y(assessment.level)]);
  return [element('polygon', { points: around, fill: colours.band }), line(level, colours.blue)];
}

function values(shown: readonly Row[]): string[] {
  return shown.map(({ row, value }) => dot([x(row), y(value)], colours.ink));
}

function probability(shown: readonly Row[]): string[] {
  return [
    line(
      shown.map(({ row, assessment }): Point => [x(row), share(assessment.probabilities.step)]),
      colours.orange,
    ),
  ];
}

/** The row at which a step was first told, and the onset that it was told with. */
function marks(shown: readonly Row[]): string[] {
  const flag = shown.find(
    ({ assessment: { deviation } }) => deviation?.kind === 'step' && deviation.status !== 'withdrawn',
  );
  const onset = flag?.assessment.deviation?.onset;
  if (flag === undefined || onset === undefined) return [];
  const upright = (row: number, stroke: string, dash: string) =>
    line(
      [
        [x(row), 30],
        [x(row), 360],
      ],
      stroke,
      { 'stroke-dasharray': dash },
    );
  return [
    upright(onset, colours.green, '2 3'),
    upright(flag.row, colours.red, '6 3'),
    text([x(onset) - 5, 42], `onset told: row ${onset}`, { 'text-anchor': 'end', fill: colours.green }),
    text([x(flag.row) + 5, 42], `told at row ${flag.row}`, { fill: colours.red }),
  ];
}
