import { freeze, harrisonStevens, start, update } from '#libs/filtering';
import { bocpd } from './bocpd.js';
import { known, running } from './chart.js';
import { cusum } from './cusum.js';
import { ewma } from './ewma.js';
import { shewhart } from './shewhart.js';
import { filterDetector } from './watch.js';
import type { Detector } from './watch.js';

/** The filter of the product. */
export const product = { start, update, freeze };

/** What the tables hold against each other; the filters are set as indicators are unless told. */
export const detectors: readonly Detector[] = [
  filterDetector('new', product),
  filterDetector('textbook', harrisonStevens),
  known('cusum-known', cusum(0.5, 5)),
  running('cusum-running', cusum(0.5, 5)),
  known('ewma', ewma(0.2, 2.86)),
  known('shewhart', shewhart(3)),
  known('bocpd', bocpd(1 / 250, 0.5)),
];

const sensitivities = ['calm', 'normal', 'sensitive'] as const;

/** Detectors from calm to sensitive, by the name of their curve: what the operating curve is drawn through. */
export const curves: Readonly<Record<string, readonly Detector[]>> = {
  new: sensitivities.map((sensitivity) => filterDetector(sensitivity, product, sensitivity)),
  textbook: sensitivities.map((sensitivity) => filterDetector(sensitivity, harrisonStevens, sensitivity)),
  'cusum-known': [6, 5, 4.5, 4, 3.5].map((h) => known(`h ${h}`, cusum(0.5, h))),
  'cusum-running': [8, 7, 6, 5, 4].map((h) => running(`h ${h}`, cusum(0.5, h))),
  bocpd: [0.95, 0.85, 0.7, 0.5, 0.35].map((threshold) => known(`${threshold}`, bocpd(1 / 250, threshold))),
};
