import type { Cells } from '../cell.js';
import { readTable } from '../read-table.js';
import type { ReadingOptions } from '../table.js';
import { present, team } from './team.js';

const organisation = team();

/** Reads a table as team A would; its figures and doubts also in short, each by its address. */
export function readAsA(cells: Cells, options: Partial<ReadingOptions> = {}) {
  const table = readTable(cells, organisation, { unit: 'team-a', now: present, ...options });
  const figures = table.rows.flatMap((row) => row.figures);
  return {
    ...table,
    said: figures.map(({ address, period, observation }) => [
      address,
      observation.indicator,
      period,
      observation.value,
    ]),
    doubted: table.doubts.map(({ address, code, severity }) => `${address} ${severity} ${code}`),
  };
}
