import type uPlot from 'uplot';
import type { SeriesPoint } from '#libs/contracts';
import type { Drawing } from './plot.js';
import { shapes } from './shapes.js';
import { isGood } from './told.js';

/** Points closer together than this are drawn only where they say something of their own; in CSS pixels. */
const roomy = 5;

/** Draws each figure: filled when settled, hollow while provisional, with a ring round it when it was corrected. */
export function drawFigures(plot: uPlot, { columns, palette }: Drawing): void {
  const crowded = plot.bbox.width / devicePixelRatio / Math.max(1, columns.times.length) < roomy;
  inPlot(plot, (pen) => {
    columns.points.forEach((point, index) => {
      const alone = !columns.points[index - 1] || !columns.points[index + 1];
      if (!point || (crowded && !alone && point.settled && point.revision < 2)) return;
      const [x, y] = placeAt(plot, columns.times[index] ?? 0, point.comparable);
      pen.strokeStyle = palette.figure;
      pen.fillStyle = point.settled ? palette.figure : palette.ground;
      pen.lineWidth = 1.5;
      circle(pen, [x, y], 2.6);
      if (point.revision > 1) circle(pen, [x, y], 5.5, false);
    });
  });
}

/** Draws the mark of each deviation at its onset, above the figure when it went up and below when it went down. */
export function drawMarks(plot: uPlot, { columns, told, good, palette }: Drawing): void {
  inPlot(plot, (pen) => {
    for (const { deviation, onset } of told) {
      const point = columns.points[onset];
      if (!point || deviation.status === 'withdrawn') continue;
      const [x, y] = placeAt(plot, columns.times[onset] ?? 0, point.comparable);
      const aside = deviation.direction === 'up' ? -14 : 14;
      const colour = colourOf(isGood(deviation, good), palette);
      pen.save();
      pen.translate(x, inside(plot, y + aside));
      if (deviation.direction === 'down' && deviation.kind !== 'transient') pen.scale(1, -1);
      pen.strokeStyle = colour;
      pen.lineWidth = 2;
      pen.fillStyle = deviation.kind === 'unclear' ? palette.ground : colour;
      paint(pen, new Path2D(shapes[deviation.kind]));
      pen.restore();
    }
  });
}

function colourOf(good: boolean | null, palette: Drawing['palette']): string {
  if (good === null) return palette.ink;
  return good ? palette.good : palette.bad;
}

function inPlot(plot: uPlot, draw: (pen: CanvasRenderingContext2D) => void): void {
  const { ctx } = plot;
  ctx.save();
  ctx.scale(devicePixelRatio, devicePixelRatio);
  draw(ctx);
  ctx.restore();
}

function placeAt(plot: uPlot, time: number, value: SeriesPoint['value']): [number, number] {
  return [plot.valToPos(time, 'x', true) / devicePixelRatio, plot.valToPos(value, 'y', true) / devicePixelRatio];
}

function inside(plot: uPlot, y: number): number {
  const top = plot.bbox.top / devicePixelRatio;
  return Math.min(top + plot.bbox.height / devicePixelRatio - 8, Math.max(top + 8, y));
}

function circle(pen: CanvasRenderingContext2D, [x, y]: [number, number], radius: number, filled = true): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  if (filled) pen.fill();
  pen.stroke();
}

function paint(pen: CanvasRenderingContext2D, shape: Path2D): void {
  pen.fill(shape, 'nonzero');
  pen.stroke(shape);
}
