import { writeFileSync } from 'node:fs';
import { harrisonStevens } from '#libs/filtering';
import { product } from './detectors.js';
import { runThrough } from './real-run.js';
import type { Run } from './real-run.js';
import { europeanSeries, garmentSeries } from './real-series.js';
import { sheet } from './real-sheet.js';
import { crisisTable, groupTable, largestTable } from './real-tables.js';

/** Lets both filters go through the demo's figures and gives what they told as Markdown; draws each series into `file`. */
export function real(file: string | undefined): string {
  const series = [...europeanSeries(), ...garmentSeries()];
  const filters = {
    new: series.map((one) => runThrough(product, one)),
    textbook: series.map((one) => runThrough(harrisonStevens, one)),
  };
  const europe = { new: filters.new.filter(isEurope), textbook: filters.textbook.filter(isEurope) };
  if (file !== undefined) writeFileSync(file, sheet(filters.new));
  return [
    '### Events told per 100 values, by what became of them, and coverage of the intervals',
    '',
    ...groupTable(filters),
    '',
    '### Europe: falls told in two crises',
    '',
    ...crisisTable(europe),
    ...Object.entries(europe).flatMap(([name, runs]) => [
      '',
      `### Europe: the ten largest events, ${name}`,
      '',
      ...largestTable(runs),
    ]),
  ].join('\n');
}

function isEurope({ series }: Run): boolean {
  return series.group === 'Europe';
}
