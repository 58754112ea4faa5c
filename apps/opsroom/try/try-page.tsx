import { useRef, useState } from 'preact/hooks';
import type { Backtest, Sensitivity } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { Chart } from '../chart/chart.js';
import { ToldList } from '../chart/told-list.js';
import { useLoaded } from '../data/loaded.js';
import { periodLabel } from '../format/periods.js';
import { Shown } from '../shell/notice.js';
import { words } from '../words.js';
import { CountsTable } from './counts-table.js';
import { rateInWords } from './rates.js';
import { SensitivityChooser } from './sensitivity-chooser.js';

/** An indicator tried at other sensitivities: how often there would be an alert, the chart, and what would have been told. */
export function TryPage({ id }: { id: string }) {
  const [chosen, choose] = useState<Sensitivity | null>(null);
  const own = useRef<Sensitivity | null>(null);
  const path = `/api/indicators/${encodeURIComponent(id)}/backtest${chosen === null ? '' : `?sensitivity=${chosen}`}`;
  const backtest = useLoaded<Backtest>(path, (change) => change.kind === 'organisation');
  if (chosen === null && backtest.value) own.current = backtest.value.summary.chosen;
  return (
    <Shown from={backtest}>
      {(tried) => (
        <div class="try">
          <p>
            <a href={addressOf({ page: 'unit', id: tried.series.unit.id })}>
              ‹ {words.trying.back(tried.series.unit.name)}
            </a>
          </p>
          <h1>{words.trying.title(tried.series.indicator.name)}</h1>
          <p class="measure">{words.trying.lead}</p>
          <p class="known-note measure">{words.trying.unchanged}</p>
          <SensitivityChooser chosen={chosen ?? tried.summary.chosen} own={own.current} onChoose={choose} />
          <p role="status" class="soft try-status">
            {backtest.loading && words.trying.working}
          </p>
          {tried.summary.enough ? <Tried tried={tried} /> : <p class="empty">{words.trying.tooFew}</p>}
        </div>
      )}
    </Shown>
  );
}

function Tried({ tried: { summary, series, told, truncated } }: { tried: Backtest }) {
  const count = summary.sensitivities.find((one) => one.sensitivity === summary.chosen);
  const { from, to, values, years } = summary;
  return (
    <>
      <section class="panel">
        {count && <p class="try-rate">{rateInWords(count)}</p>}
        {from !== null && to !== null && (
          <p class="soft">
            {words.trying.counted(values, periodLabel(from), periodLabel(to))}{' '}
            {years !== null && years < 1 && words.trying.short}
          </p>
        )}
        {truncated && <p class="soft">{words.trying.truncated}</p>}
        <CountsTable summary={summary} />
      </section>
      <section class="panel">
        <h2>
          {series.indicator.name} <span class="soft">{series.indicator.measure}</span>
        </h2>
        <Chart series={series} />
        {series.truncated && !truncated && <p class="soft">{words.trying.chartTruncated}</p>}
        <h3>{words.trying.told}</h3>
        {told.length === 0 ? (
          <p class="soft">{words.trying.noneTold}</p>
        ) : (
          <ToldList
            told={told.map((deviation, onset) => ({ deviation, onset })).toReversed()}
            good={series.indicator.good}
          />
        )}
      </section>
    </>
  );
}
