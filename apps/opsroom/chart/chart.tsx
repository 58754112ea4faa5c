import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import type { Series } from '#libs/contracts';
import { words } from '../words.js';
import { columnsOf } from './columns.js';
import { Legend } from './legend.js';
import { paletteOf } from './palette.js';
import { plotInto, sizeOf } from './plot.js';
import { Readout } from './readout.js';
import { toldBy } from './told.js';

/** A series as a chart that can be read by pointing and by the arrow keys, with what each sign means below. */
export function Chart({ series }: { series: Series }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const at = useSignal<number | null>(null);
  const columns = useMemo(() => columnsOf(series), [series]);
  const told = useMemo(() => toldBy(columns.points), [columns]);

  useEffect(() => {
    const room = box.current;
    if (!room) return undefined;
    const draw = () => {
      plot.current?.destroy();
      plot.current = plotInto(room, { columns, told, good: series.indicator.good, palette: paletteOf(room), at });
    };
    draw();
    return whenTheLookChanges(room, {
      draw,
      resize: () => plot.current?.setSize(sizeOf(room)),
      end: () => plot.current?.destroy(),
    });
  }, [columns]);

  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || !plot.current) return;
    event.preventDefault();
    const next = neighbour(columns.points, at.value, by);
    plot.current.setCursor({ left: plot.current.valToPos(columns.times[next] ?? 0, 'x'), top: 1 }, false);
    at.value = next;
  };
  return (
    <figure class="chart">
      <div
        ref={box}
        class="plot"
        role="group"
        tabIndex={0}
        aria-label={words.chart.label(series.indicator.name)}
        onKeyDown={step}
      />
      <Legend columns={columns} told={told} />
      <Readout
        point={at.value === null ? null : (columns.points[at.value] ?? null)}
        told={told}
        index={at.value}
        indicator={series.indicator}
      />
    </figure>
  );
}

function whenTheLookChanges(room: Element, on: { draw: () => void; resize: () => void; end: () => void }): () => void {
  const sizes = new ResizeObserver(on.resize);
  sizes.observe(room);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', on.draw);
  return () => {
    sizes.disconnect();
    dark.removeEventListener('change', on.draw);
    on.end();
  };
}

/** The next place that holds a figure; from nowhere, the newest. */
function neighbour(points: readonly unknown[], from: number | null, by: number): number {
  if (from === null) return points.length - 1;
  let next = from + by;
  while (points[next] === null) next += by;
  return Math.min(points.length - 1, Math.max(0, next));
}
