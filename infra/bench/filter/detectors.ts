import { harrisonStevens, start, update } from '#libs/filtering';
import { bocpd } from './bocpd.js';
import { known, running } from './chart.js';
import { cusum } from './cusum.js';
import { ewma } from './ewma.js';
import { shewhart } from './shewhart.js';
import { filterDetector } from './watch.js';
import type { Detector } from './watch.js';

/** The filter of the product. */
export const product = { start, update };

/** What the table holds against each other; the first is the product's filter, at the setting that indicators have unless told. */
export const detectors: readonly Detector[] = [
  filterDetector('new', product),
  filterDetector('textbook', harrisonStevens),
  known('cusum-known', cusum(0.5, 5)),
  running('cusum-running', cusum(0.5, 5)),
  known('ewma', ewma(0.2, 2.86)),
  known('shewhart', shewhart(3)),
  known('bocpd', bocpd(1 / 250, 0.5)),
];
