import { endOf } from './real-run.js';
import type { Happened, Run, Seen } from './real-run.js';
import { colours, dot, element, line, picture, scaleOf, text } from './svg.js';
import type { Point } from './svg.js';

const size = { width: 420, height: 130 };
const frame = { left: 30, right: 412, top: 24, bottom: 116 };
const signs: Readonly<Record<string, { up: string; down: string; colour: string }>> = {
  transient: { up: '●', down: '●', colour: colours.orange },
  step: { up: '▲', down: '▼', colour: colours.red },
  slope: { up: '↗', down: '↘', colour: colours.violet },
  unclear: { up: '?', down: '?', colour: colours.ink },
  withdrawn: { up: '×', down: '×', colour: colours.ink },
};
const styles = 'body{font:14px system-ui;margin:8px}main{display:grid;grid-template-columns:repeat(3,1fr);gap:4px}';

/** A page with a small picture a series: figures, band, level, and what was told. */
export function sheet(runs: readonly Run[]): string {
  const legend =
    'Blue: band of mean ± 2 sd, green: level, grey: figures. At the onset: ● transient, ▲▼ step, ↗↘ slope, ? unclear, × withdrawn; beside it when it was told.';
  const pictures = runs.map((run) => `<div data-group="${run.series.group}">${drawn(run)}</div>`);
  return `<!doctype html><meta charset="utf-8"><title>Real series</title><style>${styles}</style><p>${legend}</p><main>${pictures.join('\n')}</main>\n`;
}

function drawn(run: Run): string {
  const { series, seen, events } = run;
  const x = scaleOf([1, seen.at(-1)?.period ?? 1], [frame.left, frame.right]);
  const values = seen.flatMap(({ value }) => value ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const pad = 0.12 * (most - least || 1);
  const y = scaleOf([least - pad, most + pad], [frame.bottom, frame.top]);
  const inside = (v: number) => Math.min(frame.bottom, Math.max(frame.top, y(v)));
  const place = { x, y: inside };
  const figures = seen.flatMap(({ period, value }): Point[] => (value === null ? [] : [[x(period), y(value)]]));
  return picture(size, series.name, [
    text([frame.left, 10], `${series.name}  (${events.length} told)`, { 'font-size': 9 }),
    ...[least, most].map((v) => text([2, y(v) + 3], short(v), { 'font-size': 7 })),
    ...ticks(run, x),
    band(seen, place),
    line(figures, colours.ink, { 'stroke-width': 0.6 }),
    ...figures.map((point) => dot(point, colours.ink, { r: values.length > 100 ? 0.7 : 1.4 })),
    line(
      seen.filter(({ period }) => period > 10).map(({ period, level }): Point => [x(period), inside(level)]),
      colours.green,
      {
        'stroke-width': 1,
      },
    ),
    ...events.map((event, i) => mark(run, event, place, i)),
  ]);
}

interface Place {
  x: (period: number) => number;
  y: (value: number) => number;
}

function band(seen: readonly Seen[], { x, y }: Place): string {
  const known = seen.filter(({ period, forecast }) => period > 1 && forecast.sd < 1e14);
  const edge = (sds: number) =>
    known.map(({ period, forecast: { mean, sd } }) => [x(period), y(mean + sds * sd)].join(','));
  return element('polygon', { points: [...edge(2), ...edge(-2).toReversed()].join(' '), fill: colours.band });
}

function mark({ series, seen }: Run, event: Happened, { x, y }: Place, i: number): string {
  const { last, told } = event;
  const { colour, ...sign } = signs[endOf(event)] ?? { up: '?', down: '?', colour: colours.ink };
  const at = seen.findLast(({ period }) => period <= last.onset);
  const [left, height] = [x(last.onset), y(at?.value ?? at?.level ?? 0)];
  const label = series.nameOf(told).slice(series.settings.cadence === 'month' ? 2 : 5);
  const row = frame.top - 7 + 6 * (i % 3);
  return [
    line(
      [
        [left, row],
        [left, height],
      ],
      colour,
      { 'stroke-width': 0.4 },
    ),
    text([left, height + 3], sign[last.direction], { fill: colour, 'font-size': 9, 'text-anchor': 'middle' }),
    text([left, row], label, { fill: colour, 'font-size': 6.5, 'text-anchor': 'middle' }),
  ].join('');
}

/** The beginnings of years, or of weeks. */
function ticks({ series, seen }: Run, x: (period: number) => number): string[] {
  const monthly = series.settings.cadence === 'month';
  const periods = Array.from({ length: seen.at(-1)?.period ?? 0 }, (_, i) => i + 1);
  const marked = periods.filter((p) => (monthly ? series.nameOf(p).endsWith('-01') : p % 7 === 1));
  return marked.flatMap((p, i) => {
    const grid = line(
      [
        [x(p), frame.top],
        [x(p), frame.bottom],
      ],
      colours.faint,
      { 'stroke-width': 0.4 },
    );
    const label = series.nameOf(p).slice(monthly ? 2 : 5, monthly ? 4 : 10);
    return monthly && i % 2 === 1 ? [grid] : [grid, text([x(p), size.height - 4], label, { 'font-size': 6.5 })];
  });
}

function short(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(2);
}
