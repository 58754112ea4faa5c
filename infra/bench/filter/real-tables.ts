import { coverage, endOf, fallBetween } from './real-run.js';
import type { Happened, Run } from './real-run.js';
import { percent } from './results.js';

/** What each filter made of the same series. */
export type RunsByFilter = Readonly<Record<string, readonly Run[]>>;

const ends = ['transient', 'step', 'slope', 'unclear', 'withdrawn'];
const crises = [
  { name: '2008-09', from: '2008-07', to: '2009-03' },
  { name: 'spring 2020', from: '2020-03', to: '2020-04' },
];

/** A line a group and filter: events per 100 values, by what became of them, and how often the intervals held. */
export function groupTable(filters: RunsByFilter): string[] {
  const groups = [...new Set(Object.values(filters).flatMap((runs) => runs.map(({ series }) => series.group)))];
  const head = ['group', 'filter', 'series', 'values', ...ends, 'all', '80 %', '95 %'];
  const rows = groups.flatMap((group) =>
    Object.entries(filters).map(([filter, runs]) => {
      const ours = runs.filter(({ series }) => series.group === group);
      return [group, filter, ...groupCells(ours)];
    }),
  );
  return table(head, rows);
}

function groupCells(runs: readonly Run[]): string[] {
  const values = runs.flatMap(({ seen }) => seen.filter(({ value }) => value !== null)).length;
  const events = runs.flatMap((run) => run.events.map(endOf));
  const rate = (count: number) => ((100 * count) / values).toFixed(2);
  return [
    String(runs.length),
    String(values),
    ...ends.map((end) => rate(events.filter((one) => one === end).length)),
    rate(events.length),
    percent(coverage(runs, 1.2816)),
    percent(coverage(runs, 1.96)),
  ];
}

/** For each country what fall was told in the two crises, and by how many filters' counts of all. */
export function crisisTable(filters: RunsByFilter): string[] {
  const names = Object.keys(filters);
  const columns = crises.flatMap((crisis) => names.map((filter) => ({ ...crisis, filter })));
  const countries = Object.values(filters)[0]?.map(({ series }) => series.name) ?? [];
  const found = (filter: string, country: string, from: string, to: string) => {
    const run = filters[filter]?.find(({ series }) => series.name === country);
    return run === undefined || run.series.nameOf(1) > from ? null : cell(run, fallBetween(run, from, to));
  };
  const rows = countries.map((country) => [
    country,
    ...columns.map(({ filter, from, to }) => found(filter, country, from, to) ?? 'no data'),
  ]);
  const sums = columns.map((_, i) => {
    const cells = rows.map((row) => row[i + 1]);
    return `${cells.filter((one) => one !== '–' && one !== 'no data').length} of ${cells.filter((one) => one !== 'no data').length}`;
  });
  return table(
    ['country', ...columns.map(({ name, filter }) => `${name}, ${filter}`)],
    [...rows, ['**all**', ...sums]],
  );
}

function cell({ series }: Run, event: Happened | undefined): string {
  if (event === undefined) return '–';
  const { last, told } = event;
  return `${last.kind} ${series.nameOf(last.onset)}, told ${series.nameOf(told)}, ${inPercent(event)}`;
}

/** The ten largest events that stand, by their size in sd. */
export function largestTable(runs: readonly Run[]): string[] {
  const rows = runs
    .flatMap(({ series, events }) => events.map((event) => ({ series, event })))
    .filter(({ event }) => event.last.status !== 'withdrawn')
    .toSorted((a, b) => Math.abs(b.event.last.sizeInSd) - Math.abs(a.event.last.sizeInSd))
    .slice(0, 10)
    .map(({ series, event }) => [
      series.name,
      series.nameOf(event.last.onset),
      series.nameOf(event.told),
      event.last.kind,
      inPercent(event),
      event.last.sizeInSd.toFixed(1),
    ]);
  return table(['country', 'onset', 'told', 'kind', 'size', 'in sd'], rows);
}

function inPercent({ last }: Happened): string {
  const share = (100 * last.size) / last.levelBefore;
  return `${share > 0 ? '+' : '−'}${Math.abs(share).toFixed(0)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
