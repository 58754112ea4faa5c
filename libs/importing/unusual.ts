import { grouped } from '#libs/organisation';
import { doubtAt } from './doubt.js';
import type { Doubt } from './doubt.js';
import type { Figure } from './table.js';

const tenfold = 10;
const fewest = 3;

/** A warning at each figure that is more than tenfold the median size of its indicator's figures in this file. */
export function unusualFigures(figures: readonly Figure[]): Doubt[] {
  return [...grouped(figures, ({ observation }) => observation.indicator).values()].flatMap((same) => {
    const usual = median(same.map(({ observation }) => Math.abs(observation.value)));
    if (same.length < fewest || usual === 0) return [];
    return same.flatMap((figure) => {
      const { value } = figure.observation;
      if (Math.abs(value) <= tenfold * usual) return [];
      const message = `${value} is more than ten times what is usual in this column (${usual}); look whether a mark or a digit has slipped.`;
      return [doubtAt(figure, { code: 'value-unusual', severity: 'warning', message })];
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return low + (high - low) / 2;
}
