import type { Chart } from './chart.js';

/**
 * The exponentially weighted moving average m = λ z + (1 − λ) m, alarm beyond L of its asymptotic sd √(λ / (2 − λ)). Its onset is
 * the row at which m last changed its sign.
 *
 * S. W. Roberts, *Control chart tests based on geometric moving averages*, Technometrics 1 (1959) 239-250.
 */
export function ewma(lambda: number, L: number): Chart {
  const limit = L * Math.sqrt(lambda / (2 - lambda));
  const at = (before: number, rows: number): Chart => ({
    next: (z) => {
      const mean = lambda * z + (1 - lambda) * before;
      const sameSide = mean * before > 0 ? rows + 1 : 0;
      if (Math.abs(mean) <= limit) return { chart: at(mean, sameSide), alarm: null };
      return { chart: begun, alarm: { direction: mean > 0 ? 'up' : 'down', ago: sameSide } };
    },
  });
  const begun = at(0, 0);
  return begun;
}
