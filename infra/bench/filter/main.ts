import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { harrisonStevens } from '#libs/filtering';
import { changed, inControl } from './cells.js';
import { memoryOf, timeOf } from './cost.js';
import { detectors, product } from './detectors.js';
import { drawCurve } from './draw-curve.js';
import { drawStep } from './draw-step.js';
import { endure, faultsOf } from './endurance.js';
import { floorsAt } from './floor.js';
import { noises } from './noises.js';
import type { Noise } from './noises.js';
import { operatingCurve } from './operating-curve.js';
import { real } from './real.js';
import { cellLines, stretchLine } from './report.js';
import { machine } from './results.js';
import type { Results } from './results.js';
import { wrongRunLengths } from './run-length.js';
import { markdown } from './tables.js';

const { values: options } = parseArgs({
  options: {
    filter: { type: 'string', default: '' },
    cells: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    pictures: { type: 'boolean', default: false },
    endurance: { type: 'boolean', default: false },
    real: { type: 'boolean', default: false },
    sheet: { type: 'string' },
  },
});
const { quick } = options;
const effort = quick ? { repetitions: 50, runs: 10, rows: 1_400 } : { repetitions: 200, runs: 40, rows: 1_400 };
const floorEffort = quick ? { rows: 100_000, repetitions: 1_000 } : { rows: 1_000_000, repetitions: 4_000 };

if (options.endurance) runEndurance();
else if (options.real) console.log(real(options.sheet));
else measure();

function measure(): void {
  const wrong = wrongRunLengths(quick ? 2_000 : 8_000);
  if (wrong.length > 0) throw new Error(`The charts of the bench are wrong: ${wrong.join('; ')}`);
  const results: Results = { machine: machine(), effort, cells: [], floors: [], curve: [], time: {}, memory: {} };
  const all = options.cells === '';
  if (all) measureCost(results);
  for (const noise of noises) measureCells(results, noise);
  if (all) measureFloors(results);
  if (all || options.pictures) results.curve = operatingCurve(isChosen, effort, floorEffort);
  console.log(markdown(results));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 1)}\n`);
  if (options.pictures) drawPictures(results);
}

function isChosen(name: string): boolean {
  return options.filter === '' || options.filter.split(',').includes(name);
}

function chosen() {
  return detectors.filter(({ name }) => isChosen(name));
}

function measureCost(results: Results): void {
  for (const noise of noises.slice(0, 1)) {
    for (const detector of chosen()) results.time[detector.name] = timeOf(detector, noise, 10);
  }
  results.memory = { new: memoryOf(product, noises), textbook: memoryOf(harrisonStevens, noises) };
}

function measureCells({ cells }: Results, noise: Noise): void {
  const pattern = new RegExp(options.cells);
  const wanted = (cell: string) => pattern.test(`${noise.name}/${cell}`);
  for (const detector of chosen()) {
    const calm = wanted('in-control') ? inControl(detector, noise, effort) : null;
    const made = changed(detector, noise, effort, wanted);
    if (calm === null && Object.keys(made).length === 0) continue;
    const cell = { detector: detector.name, noise: noise.name, inControl: calm, changed: made };
    cells.push(cell);
    for (const line of cellLines(cell)) console.error(line);
  }
}

function measureFloors(results: Results): void {
  const calm = results.cells.find(({ detector, noise }) => detector === 'new' && noise === 'gauss')?.inControl;
  const arls = [370, 500, 1_000, ...(calm ? [Math.round(calm.rows / Math.max(1, calm.flags))] : [])];
  results.floors = floorsAt(arls, [0.5, 1, 1.5, 2, 3], floorEffort);
}

function drawPictures({ curve }: Results): void {
  // From dist/infra/bench/filter to the sources.
  const folder = fileURLToPath(new URL('../../../../libs/filtering/pictures/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}step-found.svg`, drawStep());
  writeFileSync(`${folder}operating-curve.svg`, drawCurve(curve));
}

function runEndurance(): void {
  const stretches = endure(quick ? 1_000_000 : 10_000_000, (stretch) => console.log(stretchLine(stretch)));
  const faults = faultsOf(stretches);
  console.log(faults.length === 0 ? 'No growth, no drift, all finite.' : `Wrong: ${faults.join('; ')}.`);
  if (faults.length > 0) process.exitCode = 1;
}
