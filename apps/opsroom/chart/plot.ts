import uPlot from 'uplot';
import type { Good } from '#libs/contracts';
import { formatNumber } from '../format/numbers.js';
import { locale } from '../words/language.js';
import { type Columns, scaleOf } from './columns.js';
import { drawFigures, drawMarks } from './draw.js';
import type { Palette } from './palette.js';
import type { Told } from './told.js';

/** What a plot is made of: the columns, what was unusual in them, and how it looks. */
export interface Drawing {
  columns: Columns;
  told: readonly Told[];
  good: Good;
  palette: Palette;
  /** The place among the columns that is pointed at. */
  at: { value: number | null };
}

const day = 86_400;

/** Draws the series into a box and answers the plot; whoever asked for it destroys it. */
export function plotInto(box: HTMLElement, drawing: Drawing): uPlot {
  const { columns } = drawing;
  const { figure, low, high, level, capability, potentiality, references } = columns;
  const data: uPlot.AlignedData = [
    columns.times,
    high,
    low,
    capability,
    potentiality,
    ...references.map((line) => line.values),
    level,
    figure,
  ];
  return new uPlot(optionsFor(box, drawing), data, box);
}

/** The size of a plot for the room that its box gives. */
export function sizeOf(box: HTMLElement): { width: number; height: number } {
  const width = Math.max(240, Math.floor(box.clientWidth));
  return { width, height: width < 480 ? 220 : 280 };
}

function optionsFor(box: HTMLElement, drawing: Drawing): uPlot.Options {
  const { columns, palette, at } = drawing;
  return {
    ...sizeOf(box),
    padding: [10, 12, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: true, range: (_plot, least, most) => widened(least, most) },
      y: { range: () => scaleOf(columns) },
    },
    axes: [
      axis(palette, { values: dateLabels, space: 70 }),
      axis(palette, { values: (_plot, ticks) => ticks.map((tick) => formatNumber(tick)), size: 58 }),
    ],
    bands: [{ series: [1, 2], fill: palette.band }],
    series: seriesFor(drawing),
    hooks: {
      draw: [(plot) => drawFigures(plot, drawing), (plot) => drawMarks(plot, drawing)],
      setCursor: [
        (plot) => {
          at.value = plot.cursor.idx ?? null;
        },
      ],
    },
  };
}

function seriesFor({ columns, palette }: Drawing): uPlot.Series[] {
  const steps = uPlot.paths.stepped?.({ align: 1 });
  const stepped = (series: uPlot.Series): uPlot.Series => (steps ? { ...series, paths: steps } : series);
  return [
    {},
    line('transparent', 0),
    line('transparent', 0),
    stepped(line(palette.capability, 2, [10, 4])),
    stepped(line(palette.potentiality, 2, [10, 3, 2, 3])),
    ...columns.references.map(() => stepped(line(palette.reference, 1.5, [2, 4]))),
    line(palette.level, 2.5),
    line(palette.figure, 1.25),
  ];
}

function line(stroke: string, width: number, dash: number[] = []): uPlot.Series {
  return { stroke, width, dash, points: { show: false } };
}

function axis(palette: Palette, own: Partial<uPlot.Axis>): uPlot.Axis {
  const font = '12px system-ui, sans-serif';
  return {
    stroke: palette.soft,
    font,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { stroke: palette.grid, width: 1 },
    ...own,
  };
}

/** Two per cent of air at both ends, so that the newest figure is not cut. */
function widened(least: number, most: number): [number, number] {
  const air = (most - least) * 0.02 || day;
  return [least - air, most + air];
}

function dateLabels(...[, ticks, , , step]: [uPlot, number[], number, number, number]): string[] {
  return ticks.map((tick) =>
    new Intl.DateTimeFormat(locale, { ...formFor(step), timeZone: 'UTC' }).format(new Date(tick * 1000)),
  );
}

function formFor(step: number): Intl.DateTimeFormatOptions {
  if (step >= 360 * day) return { year: 'numeric' };
  if (step >= 28 * day) return { month: 'short', year: '2-digit' };
  return step >= day ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' };
}
