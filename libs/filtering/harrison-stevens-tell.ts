import type { DeviationKind, DeviationStatus, Scale } from '#libs/contracts';
import type { FilterDeviation } from './filter.js';
import type { News } from './harrison-stevens-event.js';
import type { OpenEvent } from './harrison-stevens-state.js';
import { amountOf, rounded, sentence, type Told } from './sentences.js';

/**
 * Puts what is to be told of an event into figures and a sentence. The size is in units, up positive: for a step that of the
 * level, for a slope its change per period, else the distance of the onset's value from what had been expected.
 */
export function tell(news: News, scale: Scale): FilterDeviation {
  const { status, probability, event } = news;
  const { occasion, kind } = event;
  const size = sizeOf(event);
  const direction = size < 0 ? 'down' : 'up';
  const sizeInSd = size / occasion.sd;
  const facts = {
    direction,
    amount: amountOf(size, occasion.levelBefore, scale),
    sd: rounded(Math.abs(sizeInSd)),
  } as const;
  return {
    id: `onset-${occasion.period}`,
    status,
    kind,
    direction,
    onset: occasion.period,
    size,
    sizeInSd,
    levelBefore: occasion.levelBefore,
    probability,
    sentence: sentence(toldAs(status, kind), facts),
  };
}

function toldAs(status: DeviationStatus, kind: DeviationKind): Told {
  if (status === 'withdrawn') return { status };
  return status === 'raised' || kind === 'unclear' ? { status: 'raised', kind } : { status, kind };
}

function sizeOf({ kind, occasion, witnesses }: OpenEvent): number {
  if (kind === 'step') return witnesses.step.mu - occasion.levelBefore;
  if (kind === 'slope') return witnesses.slope.beta - occasion.slopeBefore;
  return occasion.value - occasion.expected;
}
