import { useState } from 'preact/hooks';
import type { IndicatorSummary, Series } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { NoticesOfSpan } from '../calendar/notices-of-span.js';
import { Chart } from '../chart/chart.js';
import { ToldList } from '../chart/told-list.js';
import { toldBy } from '../chart/told.js';
import { useLoaded } from '../data/loaded.js';
import { Shown } from '../shell/notice.js';
import { words } from '../words.js';
import { FiguresTable } from './figures-table.js';
import { LatestFigure } from './latest-figure.js';
import { seriesPath } from './series-path.js';
import { type Span, startOf, usualSpan } from './spans.js';

interface Props {
  summary: IndicatorSummary;
  span: Span | null;
  /** The ISO date of "as known on"; null for now. */
  known: string | null;
}

/** An indicator of a unit: the newest figure and the indices, the chart, and what was unusual. */
export function Panel({ summary, span, known }: Props) {
  const { indicator } = summary;
  return (
    <section class="panel" aria-labelledby={`panel-${indicator.id}`}>
      <header class="panel-head">
        <h2 id={`panel-${indicator.id}`}>{indicator.name}</h2>
        <p class="soft">
          {indicator.measure}, {words.unit.cadence(indicator.cadence)}
        </p>
      </header>
      <div class="panel-body">
        {(summary.open || summary.latest !== null) && <LatestFigure summary={summary} />}
        {summary.open ? (
          <SeriesShown summary={summary} span={span} known={known} />
        ) : (
          <p class="closed-figures">
            {words.unit.closedFigures} {words.unit.showClosed}
          </p>
        )}
      </div>
      {indicator.note !== undefined && <p class="soft measure">{indicator.note}</p>}
    </section>
  );
}

function SeriesShown({ summary, span, known }: Props) {
  const { indicator, latest } = summary;
  const [asTable, showTable] = useState(false);
  const from = startOf(span ?? usualSpan(indicator.cadence), latest?.period ?? null);
  const series = useLoaded<Series>(
    seriesPath(indicator.id, { from, known }),
    (change) => change.kind === 'organisation' || (change.kind === 'figures' && change.indicator === indicator.id),
  );
  return (
    <Shown from={series}>
      {(value) => (
        <div class="series">
          {value.points.length === 0 ? (
            <p class="empty">{latest === null ? words.unit.nothingYet : words.unit.nothingInRange}</p>
          ) : (
            <>
              {asTable ? <FiguresTable series={value} /> : <Chart series={value} />}
              <div class="panel-foot">
                <h3>{words.chart.deviations}</h3>
                <button type="button" class="quiet" aria-pressed={asTable} onClick={() => showTable(!asTable)}>
                  {asTable ? words.unit.asChart : words.unit.asTable}
                </button>
              </div>
              <ToldList told={toldBy(value.points)} good={indicator.good} />
              <NoticesOfSpan series={value} />
              {value.truncated && <p class="soft">{words.unit.truncated}</p>}
              <p>
                <a class="try-link" href={addressOf({ page: 'try', id: indicator.id })}>
                  {words.trying.link}
                </a>
              </p>
            </>
          )}
        </div>
      )}
    </Shown>
  );
}
