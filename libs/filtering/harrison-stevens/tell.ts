import type { FilterDeviation } from '../filter.js';
import type { News } from './event.js';
import type { OpenEvent } from './state.js';

/**
 * Puts what is to be told of an event into figures. The size is in units, up positive: for a step that of the
 * level, for a slope its change per period, else the distance of the onset's value from what had been expected.
 */
export function tell(news: News): FilterDeviation {
  const { status, probability, event } = news;
  const { occasion, kind } = event;
  const size = sizeOf(event);
  return {
    id: `onset-${occasion.period}`,
    status,
    kind,
    direction: size < 0 ? 'down' : 'up',
    onset: occasion.period,
    size,
    sizeInSd: size / occasion.sd,
    levelBefore: occasion.levelBefore,
    probability,
  };
}

function sizeOf({ kind, occasion, witnesses }: OpenEvent): number {
  if (kind === 'step') return witnesses.step.mu - occasion.levelBefore;
  if (kind === 'slope') return witnesses.slope.beta - occasion.slopeBefore;
  return occasion.value - occasion.expected;
}
