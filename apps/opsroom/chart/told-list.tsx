import { useState } from 'preact/hooks';
import type { Good } from '#libs/contracts';
import { formatShare } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { inWords, words } from '../words.js';
import { Mark } from './legend.js';
import { isGood, type Told } from './told.js';

const few = 4;

/** What was unusual, in sentences, the newest first. */
export function ToldList({ told, good }: { told: readonly Told[]; good: Good }) {
  const [all, showAll] = useState(false);
  if (told.length === 0) return <p class="soft">{words.chart.noDeviations}</p>;
  return (
    <>
      <ul class="told">
        {told.slice(0, all ? told.length : few).map(({ deviation }) => (
          <li key={deviation.id} class={deviation.status === 'withdrawn' ? 'is-withdrawn' : ''}>
            <Mark kind={deviation.kind} good={isGood(deviation, good)} down={deviation.direction === 'down'} />
            <span>
              {inWords(deviation)}{' '}
              <span class="soft">
                {words.chart.kinds[deviation.kind]}, {periodLabel(deviation.onset)}.{' '}
                {words.alert.certainty(formatShare(deviation.probability))}
                {deviation.status === 'withdrawn' && ` (${words.chart.withdrawn})`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {!all && told.length > few && (
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {words.chart.more(told.length)}
        </button>
      )}
    </>
  );
}
