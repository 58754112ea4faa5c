import { parseArgs } from 'node:util';
import { harrisonStevens, start, update } from '#libs/filtering';
import { changed, inControl } from './cells.js';
import { noises } from './noises.js';
import { cellLines } from './report.js';
import { filterDetector } from './watch.js';

const { values: options } = parseArgs({
  options: {
    filter: { type: 'string', default: 'new,textbook' },
    cells: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
});
const effort = options.quick ? { repetitions: 50, runs: 10, rows: 1_400 } : { repetitions: 200, runs: 40, rows: 1_400 };
const detectors = [filterDetector('new', { start, update }), filterDetector('textbook', harrisonStevens)];
const pattern = new RegExp(options.cells);

for (const noise of noises) {
  for (const detector of detectors.filter(({ name }) => options.filter.split(',').includes(name))) {
    const wanted = (cell: string) => pattern.test(`${noise.name}/${cell}`);
    const calm = wanted('in-control') ? inControl(detector, noise, effort) : null;
    for (const line of cellLines(noise.name, detector.name, calm, changed(detector, noise, effort, wanted)))
      console.log(line);
  }
}
