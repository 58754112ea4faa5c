import type { CurvePoint } from './operating-curve.js';
import { colours, dot, line, picture, scaleOf, text } from './svg.js';
import type { Point } from './svg.js';

const size = { width: 720, height: 420 };
const x = scaleOf([90, 60_000], [60, 560], true);
const y = scaleOf([5, 60], [370, 30], true);

const shades: Readonly<Record<string, string>> = {
  new: colours.red,
  textbook: colours.violet,
  'cusum-known': colours.blue,
  'cusum-running': colours.green,
  bocpd: colours.orange,
  floor: colours.ink,
};

/** Mean delay of a step of 1 sd against rows between false flags, both on log scales: lower and farther right is better. */
export function drawCurve(points: readonly CurvePoint[]): string {
  const curves = [...new Set(points.map(({ curve }) => curve))];
  const parts = curves.flatMap((curve) =>
    drawOne(
      curve,
      points.filter((point) => point.curve === curve),
    ),
  );
  return picture(size, 'Operating curves: delay of a step of one standard deviation against rows between false flags', [
    ...frame(),
    ...parts,
    ...legend(curves),
  ]);
}

function frame(): string[] {
  const delays = [5, 10, 20, 40, 60];
  const arls = [100, 300, 1_000, 3_000, 10_000, 30_000];
  return [
    ...delays.map((delay) =>
      line(
        [
          [60, y(delay)],
          [560, y(delay)],
        ],
        colours.faint,
        { 'stroke-width': 1 },
      ),
    ),
    ...arls.map((arl) =>
      line(
        [
          [x(arl), 30],
          [x(arl), 370],
        ],
        colours.faint,
        { 'stroke-width': 1 },
      ),
    ),
    ...delays.map((delay) => text([52, y(delay) + 4], String(delay), { 'text-anchor': 'end' })),
    ...arls.map((arl) => text([x(arl), 388], String(arl), { 'text-anchor': 'middle' })),
    text([60, 16], 'mean delay of a step of 1 sd, rows (60: not found)'),
    text([560, 410], 'ARL0: mean rows between false flags (open: at least so many)', { 'text-anchor': 'end' }),
  ];
}

function drawOne(curve: string, points: readonly CurvePoint[]): string[] {
  const shade = shades[curve] ?? colours.ink;
  const places = points
    .map(({ rows, flags, delay }) => ({ place: [x(rows / Math.max(1, flags)), y(delay)] as Point, open: flags === 0 }))
    .toSorted((a, b) => a.place[0] - b.place[0]);
  const dash = curve === 'floor' ? { 'stroke-dasharray': '5 4' } : {};
  return [
    line(
      places.map(({ place }) => place),
      shade,
      { ...dash, ...(curve === 'new' ? { 'stroke-width': 2.6 } : {}) },
    ),
    ...places.map(({ place, open }) =>
      dot(place, open ? 'none' : shade, { stroke: shade, r: curve === 'new' ? 4 : 3 }),
    ),
  ];
}

function legend(curves: readonly string[]): string[] {
  return curves.flatMap((curve, i) => {
    const height = 50 + 22 * i;
    return [
      line(
        [
          [575, height - 4],
          [597, height - 4],
        ],
        shades[curve] ?? colours.ink,
        { 'stroke-width': 2.4 },
      ),
      text([603, height], curve.replace('-', ', ')),
    ];
  });
}
