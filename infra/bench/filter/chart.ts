import type { FilterInput } from '#libs/filtering';
import type { Noise } from './noises.js';
import type { Detector, Told, Watch } from './watch.js';

/** A control chart of values that ought to have mean 0 and sd 1; after an alarm it begins anew. */
export interface Chart {
  next: (z: number) => Charted;
}

interface Charted {
  chart: Chart;
  alarm: Alarm | null;
}

/** What a chart says when it alarms: up or down, and how many rows ago that began by its own account. */
export interface Alarm {
  direction: 'up' | 'down';
  ago: number;
}

/** How a row becomes a number for a chart (null: nothing for it at this row), and how the next will. */
interface Standard {
  standardise: (value: number) => { z: number | null; standard: Standard };
}

/** A chart that knows mean and sd of the series (the season's share in the sd included). */
export function known(name: string, chart: Chart): Detector {
  return { name, begin: ({ mean, spread }: Noise) => watch(chart, fixed(mean, spread), 0) };
}

/** A chart that begins with the mean and sd of the first 50 values, and goes on learning both from all values. */
export function running(name: string, chart: Chart): Detector {
  return { name, begin: () => watch(chart, learning(0, 0, 0), 0) };
}

const learnedFrom = 50;

function fixed(mean: number, sd: number): Standard {
  const standard: Standard = { standardise: (value) => ({ z: (value - mean) / sd, standard }) };
  return standard;
}

function learning(count: number, mean: number, squares: number): Standard {
  return {
    standardise: (value) => {
      const sd = Math.sqrt(squares / Math.max(1, count - 1));
      const off = value - mean;
      const moved = mean + off / (count + 1);
      const standard = learning(count + 1, moved, squares + off * (value - moved));
      return { z: count < learnedFrom || sd === 0 ? null : off / sd, standard };
    },
  };
}

function watch(chart: Chart, standard: Standard, rows: number): Watch {
  return {
    next: ({ value }: FilterInput) => {
      const row = rows + 1;
      if (value === null) return { watch: watch(chart, standard, row), forecast: null, told: null };
      const { z, standard: after } = standard.standardise(value);
      if (z === null) return { watch: watch(chart, after, row), forecast: null, told: null };
      const charted = chart.next(z);
      const told = charted.alarm && stepAt(row, charted.alarm);
      return { watch: watch(charted.chart, after, row), forecast: null, told };
    },
  };
}

function stepAt(row: number, { direction, ago }: Alarm): Told {
  return { id: String(row), status: 'raised', kind: 'step', direction, onset: row - ago };
}
