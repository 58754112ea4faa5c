import type { Probabilities } from '#libs/contracts';
import { formatShare } from '../format/numbers.js';

/** How likely each explanation of a figure is, in per cent as they are read. */
export function sharesOf({ steady, transient, step, slope }: Probabilities): Record<keyof Probabilities, string> {
  return {
    steady: formatShare(steady),
    transient: formatShare(transient),
    step: formatShare(step),
    slope: formatShare(slope),
  };
}
