import type { FilterDeviation } from '../filter.js';
import { offLine, type Transform } from './transform.js';
import type { News } from './news.js';

/** Puts what is told into figures of the series: a step's size is that of the level, a slope's its change per period. */
export function tell({ told, status, probability }: News, transform: Transform): FilterDeviation {
  const { period, onset, kind, before, size, sd } = told;
  return {
    id: `onset-${period}`,
    status,
    kind,
    direction: size < 0 ? 'down' : 'up',
    onset,
    size: offLine(transform, before + size) - offLine(transform, before),
    sizeInSd: size / sd,
    levelBefore: offLine(transform, before),
    probability,
  };
}
