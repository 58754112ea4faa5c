import type { Indicator, SeriesPoint } from '#libs/contracts';
import { formatNumber, formatShare } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { inWords, words } from '../words.js';
import { expectedRange } from './columns.js';
import { sharesOf } from './shares.js';
import type { Told } from './told.js';

interface Props {
  point: SeriesPoint | null;
  index: number | null;
  told: readonly Told[];
  indicator: Indicator;
}

/** The figure under the pointer or the arrow keys, in words. */
export function Readout({ point, index, told, indicator }: Props) {
  if (!point) return <p class="readout soft">{words.chart.hint}</p>;
  const range = expectedRange(point, indicator.scale);
  const here = told.filter((one) => one.onset === index || one.deviation.id === point.assessment?.deviation?.id);
  const asides = [
    range ? words.unit.expected(formatNumber(range.low), formatNumber(range.high)) : '',
    point.comparable === point.value ? '' : words.unit.comparable(formatNumber(point.comparable)),
    point.coverage < 1 ? words.unit.coverage(formatShare(point.coverage)) : '',
    point.settled ? '' : words.unit.provisional,
    point.revision > 1 ? words.chart.corrected : '',
    point.assessment && here.length > 0 ? words.why.shares(sharesOf(point.assessment.probabilities)) : '',
    point.note ?? '',
  ].filter((aside) => aside !== '');
  return (
    <p class="readout" aria-live="polite">
      <strong>
        {formatNumber(point.value)} {indicator.measure}
      </strong>{' '}
      · {periodLabel(point.period)} <span class="soft">{asides.map((aside) => `· ${aside} `)}</span>
      {here.map(({ deviation }) => (
        <span key={deviation.id} class="readout-told">
          {inWords(deviation)}
        </span>
      ))}
    </p>
  );
}
