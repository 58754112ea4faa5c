import type { Deviation, Probabilities, Scale, Series } from '#libs/contracts';
import { expectedRange } from '../chart/columns.js';
import { sharesOf } from '../chart/shares.js';
import { formatNumber } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { inWords, words } from '../words.js';
import { type Evidence, evidenceOf } from './evidence.js';

const explanations = ['steady', 'transient', 'step', 'slope'] as const satisfies (keyof Probabilities)[];

/** Why a deviation was flagged, to fold out: the figures around its onset, what was expected of each, and how they are explained. */
export function Why({ series, deviation }: { series: Series; deviation: Deviation }) {
  const evidence = evidenceOf(series, deviation);
  if (evidence.length === 0) return null;
  return (
    <details class="why">
      <summary>{words.why.title}</summary>
      <p class="soft">{words.why.lead(series.indicator.measure)}</p>
      <ol class="why-rows">
        {evidence.map((row) => (
          <Row key={row.point.period} row={row} scale={series.indicator.scale} onset={deviation.onset} />
        ))}
      </ol>
    </details>
  );
}

function Row({ row: { point, probabilities, told }, scale, onset }: { row: Evidence; scale: Scale; onset: string }) {
  const range = expectedRange(point, scale);
  const period = periodLabel(point.period);
  return (
    <li class={told ? 'is-told' : ''}>
      <p>
        {period}: <strong>{formatNumber(point.comparable)}</strong>
        {range && <span class="soft">, {words.unit.expected(formatNumber(range.low), formatNumber(range.high))}</span>}
      </p>
      <Shares probabilities={probabilities} />
      {(told || point.period === onset) && <p>{words.why.line(period, sharesOf(probabilities))}</p>}
      {told && <p class="why-told">{words.why.told(inWords(told))}</p>}
    </li>
  );
}

function Shares({ probabilities }: { probabilities: Probabilities }) {
  const shares = sharesOf(probabilities);
  return (
    <dl class="shares">
      {explanations.map((name) => (
        <div key={name}>
          <dt>{words.why.explanations[name]}</dt>
          <dd>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect class="rail" width="100" height="8" />
              <rect class={`share is-${name}`} width={100 * probabilities[name]} height="8" />
            </svg>
            {shares[name]}
          </dd>
        </div>
      ))}
    </dl>
  );
}
