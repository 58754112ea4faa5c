import type { IndicatorSummary, Indices } from '#libs/contracts';
import { expectedRange } from '../chart/columns.js';
import { formatIndex, formatNumber, formatShare } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { words } from '../words.js';

/** The newest figure, what was expected of it, and the three indices under plain names. */
export function LatestFigure({ summary }: { summary: IndicatorSummary }) {
  const { latest, indicator } = summary;
  if (!latest) return <p class="latest soft">{words.unit.nothingYet}</p>;
  const range = expectedRange(latest, indicator.scale);
  return (
    <div class="latest">
      <p class="soft">{periodLabel(latest.period)}</p>
      {latest.value !== null && (
        <p class="big">
          {formatNumber(latest.value)} <span class="unit">{indicator.measure}</span>
        </p>
      )}
      {latest.value !== null && range && (
        <p class="soft">{words.unit.expected(formatNumber(range.low), formatNumber(range.high))}</p>
      )}
      {!latest.settled && <p class="soft">{words.unit.provisional}</p>}
      {(latest.coverage < 1 || indicator.rollUp !== undefined) && (
        <p class="soft">{words.unit.coverage(formatShare(latest.coverage))}</p>
      )}
      <IndexList indices={latest.indices} />
    </div>
  );
}

function IndexList({ indices }: { indices: Indices }) {
  const names = ['productivity', 'latency', 'performance'] as const;
  if (names.every((name) => indices[name] === null)) return <p class="soft">{words.indices.none}</p>;
  return (
    <dl class="indices">
      {names.map((name) => (
        <div key={name}>
          <dt>
            {words.indices[name].name} <span class="soft">{words.indices[name].hint}</span>
          </dt>
          <dd>{indices[name] === null ? words.compare.noValue : formatIndex(indices[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
