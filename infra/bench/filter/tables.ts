import type { Changed } from './cells.js';
import { changes, nameOf } from './change.js';
import { measures } from './measures.js';
import { arlOf, grouped, percent } from './results.js';
import type { Cell, Results } from './results.js';

type Row = readonly (string | number)[];

/** The results as Markdown. */
export function markdown(results: Results): string {
  const parts = [
    ['What must be, what is aimed at, what is', summary(results)],
    ['The floor: delays with mean, sd and size of the step known', floors(results)],
    ['Operating curve: a step of 1 sd in Gaussian noise', curve(results)],
    ...noisesOf(results).map((noise) => [`${noise}: ARL0, oddities in 1 000 rows, delays`, delays(results, noise)]),
    ...noisesOf(results).map((noise) => [
      `${noise}: found / at once / kind right / direction right (%) / onset error (rows)`,
      details(results, noise),
    ]),
  ];
  return parts.flatMap(([title, table]) => (table ? [`### ${title}\n\n${table}`] : [])).join('\n\n');
}

function table(head: Row, rows: readonly Row[]): string | null {
  if (rows.length === 0) return null;
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function detectorsOf({ cells }: Results): string[] {
  return [...new Set(cells.map(({ detector }) => detector))];
}

function noisesOf({ cells }: Results): string[] {
  return [...new Set(cells.map(({ noise }) => noise))];
}

function summary(results: Results): string | null {
  const names = detectorsOf(results);
  const rows = measures.map(({ measure, must, aim, read }) => [
    measure,
    must,
    aim,
    ...names.map((name) => read(results.cells.filter(({ detector }) => detector === name))),
    measure === 'steps 1 / 1.5 / 2 / 3 sd: delay, gauss' ? floorNow(results) : '–',
  ]);
  const time = names.map((name) => results.time[name]);
  const cost = [
    ['time a value, µs', '≤ 15', '≤ 5', ...time.map((one) => one?.microseconds.toFixed(2) ?? '–'), '–'],
    ['the same, in normal random numbers', '–', '–', ...time.map((one) => one?.inNormals.toFixed(0) ?? '–'), '–'],
    ['state: characters frozen', '–', '–', ...names.map((name) => memory(results.memory[name]?.frozen)), '–'],
    ['state: bytes of heap', '–', '–', ...names.map((name) => memory(results.memory[name]?.heap)), '–'],
  ];
  const measured = [...rows, ...cost].filter((row) => row.slice(3).some((reading) => reading !== '–'));
  return table(['measure', 'must', 'aim', ...names, 'floor at the ARL0 of new'], measured);
}

function memory(size: number | undefined): string {
  return size === undefined ? '–' : grouped(size);
}

/** The floor at the last ARL0 measured, which is that of the product's filter. */
function floorNow({ floors }: Results): string {
  const arl0 = floors.at(-1)?.arl0;
  const here = floors.filter((floor) => floor.arl0 === arl0 && floor.size >= 1);
  return here.map((floor) => Math.min(floor.cusum, floor.shiryaevRoberts).toFixed(1)).join(' / ') || '–';
}

function floors({ floors }: Results): string | null {
  const sizes = [...new Set(floors.map(({ size }) => size))];
  const arls = [...new Set(floors.map(({ arl0 }) => arl0))];
  const rows = arls.flatMap((arl0) =>
    (['cusum', 'shiryaevRoberts'] as const).map((chart) => [
      grouped(arl0),
      chart === 'cusum' ? 'CUSUM for the size' : 'Shiryaev-Roberts for the size',
      ...sizes.map((size) => floors.find((one) => one.arl0 === arl0 && one.size === size)?.[chart].toFixed(1) ?? '–'),
    ]),
  );
  return table(['ARL0', 'chart', ...sizes.map((size) => `${size} sd`)], rows);
}

function curve({ curve }: Results): string | null {
  return table(
    ['detector', 'setting', 'ARL0', 'mean delay'],
    curve.map((point) => [point.curve, point.setting, arlOf(point), point.delay.toFixed(1)]),
  );
}

function delays({ cells }: Results, noise: string): string | null {
  const here = cells.filter((cell) => cell.noise === noise);
  const names = changes.map((change) => nameOf(change)).filter((name) => here.some(({ changed }) => name in changed));
  const rows = here.map(({ detector, inControl, changed }) => [
    detector,
    inControl ? arlOf(inControl) : '–',
    inControl ? ((1_000 * inControl.oddities) / inControl.rows).toFixed(1) : '–',
    ...names.map((name) => changed[name]?.delay.toFixed(1) ?? '–'),
  ]);
  return table(['detector', 'ARL0', 'oddities', ...names], rows);
}

function details({ cells }: Results, noise: string): string | null {
  const filters = cells.filter((cell) => cell.noise === noise && isFilter(cell));
  const names = changes
    .map((change) => nameOf(change))
    .filter((name) => filters.some(({ changed }) => name in changed));
  const rows = names.map((name) => [name, ...filters.map(({ changed }) => detail(changed[name]))]);
  return table(['change', ...filters.map(({ detector }) => detector)], rows);
}

function detail(cell: Changed | undefined): string {
  if (cell === undefined) return '–';
  const shares = [cell.found, cell.atOnce, cell.kindRight, cell.directionRight].map((share) => percent(share, 0));
  return [...shares, cell.onsetError?.toFixed(1) ?? '–'].join(' / ');
}

function isFilter({ detector }: Cell): boolean {
  return detector === 'new' || detector === 'textbook';
}
