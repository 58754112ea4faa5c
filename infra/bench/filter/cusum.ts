import type { Chart } from './chart.js';

/**
 * The two-sided CUSUM: high = max(0, high + z − k), low = max(0, low − z − k), alarm above h; tuned to shifts of 2k sd. Its onset
 * is the row after the sum last was 0.
 *
 * E. S. Page, *Continuous inspection schemes*, Biometrika 41 (1954) 100-115.
 */
export function cusum(k: number, h: number): Chart {
  const at = (high: number, highRows: number, low: number, lowRows: number): Chart => ({
    next: (z) => {
      const up = Math.max(0, high + z - k);
      const down = Math.max(0, low - z - k);
      if (up > h) return { chart: begun, alarm: { direction: 'up', ago: highRows } };
      if (down > h) return { chart: begun, alarm: { direction: 'down', ago: lowRows } };
      return { chart: at(up, up > 0 ? highRows + 1 : 0, down, down > 0 ? lowRows + 1 : 0), alarm: null };
    },
  });
  const begun = at(0, 0, 0, 0);
  return begun;
}
