import type { Chart } from './chart.js';

/**
 * The Shewhart chart: alarm beyond so many sd, each row by itself.
 *
 * W. A. Shewhart, *Economic control of quality of manufactured product*, Van Nostrand 1931.
 */
export function shewhart(sd: number): Chart {
  const chart: Chart = {
    next: (z) => ({ chart, alarm: Math.abs(z) > sd ? { direction: z > 0 ? 'up' : 'down', ago: 0 } : null }),
  };
  return chart;
}
