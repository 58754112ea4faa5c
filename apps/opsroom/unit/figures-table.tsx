import { useState } from 'preact/hooks';
import type { Scale, Series, SeriesPoint } from '#libs/contracts';
import { expectedRange } from '../chart/columns.js';
import { formatNumber, formatShare } from '../format/numbers.js';
import { periodLabel } from '../format/periods.js';
import { inWords, words } from '../words.js';

const few = 30;

/** The same figures as rows, for whoever cannot see a chart or does not trust one. */
export function FiguresTable({ series }: { series: Series }) {
  const [all, showAll] = useState(false);
  const rows = series.points.toReversed();
  const { table } = words;
  return (
    <div class="table-scroll" role="region" tabIndex={0} aria-label={table.caption(series.indicator.name)}>
      <table class="figures">
        <caption>{table.caption(series.indicator.name)}</caption>
        <thead>
          <tr>
            {[
              table.period,
              table.value,
              table.expected,
              table.level,
              table.unusual,
              table.coverage,
              table.revision,
              table.by,
              table.note,
            ].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, all ? rows.length : few).map((point) => (
            <Row key={point.period} point={point} scale={series.indicator.scale} />
          ))}
        </tbody>
      </table>
      {!all && rows.length > few && (
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {words.chart.more(rows.length)}
        </button>
      )}
    </div>
  );
}

function Row({ point, scale }: { point: SeriesPoint; scale: Scale }) {
  const range = expectedRange(point, scale);
  return (
    <tr>
      <th scope="row">{periodLabel(point.period)}</th>
      <td class="number">{formatNumber(point.value)}</td>
      <td class="number">
        {range ? `${formatNumber(range.low)} – ${formatNumber(range.high)}` : words.compare.noValue}
      </td>
      <td class="number">{point.assessment ? formatNumber(point.assessment.level) : words.compare.noValue}</td>
      <td>{point.assessment?.deviation ? inWords(point.assessment.deviation) : ''}</td>
      <td class="number">
        {formatShare(point.coverage)}
        {point.settled ? '' : ` (${words.chart.provisional})`}
      </td>
      <td class="number">{point.revision > 1 ? point.revision : words.table.note1}</td>
      <td>{point.by ?? ''}</td>
      <td>{point.note ?? ''}</td>
    </tr>
  );
}
