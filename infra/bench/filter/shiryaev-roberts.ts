import type { Chart } from './chart.js';

/**
 * The two-sided Shiryaev-Roberts chart for a shift of exactly ±δ sd: R = (1 + R) exp(±δ z − δ²/2) for each side, alarm where the
 * two add up to A or more. Its onset is the row of the alarm: it estimates none.
 *
 * A. N. Shiryaev, *On optimum methods in quickest detection problems*, Theory of Probability and its Applications 8 (1963) 22-46;
 * S. W. Roberts, *A comparison of some control chart procedures*, Technometrics 8 (1966) 411-430.
 */
export function shiryaevRoberts(delta: number, A: number): Chart {
  const at = (high: number, low: number): Chart => ({
    next: (z) => {
      const up = (1 + high) * Math.exp(delta * z - delta ** 2 / 2);
      const down = (1 + low) * Math.exp(-delta * z - delta ** 2 / 2);
      if (up + down < A) return { chart: at(up, down), alarm: null };
      return { chart: begun, alarm: { direction: up > down ? 'up' : 'down', ago: 0 } };
    },
  });
  const begun = at(0, 0);
  return begun;
}
