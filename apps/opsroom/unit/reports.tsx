import { useEffect, useState } from 'preact/hooks';
import type { Change, IndicatorReports, ReportCounts, ReportTotals, Silent, UnitReports } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { now } from '../clock.js';
import { useLoaded } from '../data/loaded.js';
import { formatInstant } from '../format/instants.js';
import { formatNumber, formatShare } from '../format/numbers.js';
import { isoDate, periodLabel } from '../format/periods.js';
import { TroubleNote } from '../shell/notice.js';
import { words } from '../words.js';
import { ReportStrip } from './report-strip.js';

const dayMs = 86_400_000;
/** Days to look back on; fewer where a large unit has more periods than can be shown at once. */
const spans = [31, 7, 1];
const few = 10;

/** The reports of a unit and of those inside it: who has not reported, and what came in time. Nothing where no report is expected. */
export function Reports({ unit }: { unit: string }) {
  const [shorter, shorten] = useState(0);
  const days = spans[shorter] ?? 1;
  const today = Math.floor(now.value / dayMs) * dayMs;
  const [from, to] = [isoDate(today - days * dayMs), isoDate(today + dayMs)];
  const path = `/api/units/${encodeURIComponent(unit)}/reports?from=${from}&to=${to}`;
  const loaded = useLoaded<UnitReports>(path, (change) => concerns(change, unit));
  const { trouble } = loaded;
  const tooLong = trouble?.code === 'span-too-long';
  useEffect(() => {
    if (tooLong && shorter < spans.length - 1) shorten(shorter + 1);
  }, [tooLong, shorter]);
  if (loaded.value === null) {
    return trouble && !trouble.away && !tooLong ? <TroubleNote trouble={trouble} again={loaded.again} /> : null;
  }
  const { total, indicators, children } = loaded.value;
  if (indicators.length === 0 && children.length === 0) return null;
  return (
    <section class="panel reports" aria-labelledby="reports">
      <header class="panel-head">
        <h2 id="reports">{words.reports.title}</h2>
        <p class="soft">{words.reports.span(days)}</p>
      </header>
      <p>{sentenceOn(total.counts)}</p>
      <SilentList totals={total} own={unit} />
      {indicators.map((reports) => (
        <Own key={reports.indicator} reports={reports} />
      ))}
      {children.length > 0 && <ChildTable totals={children} />}
    </section>
  );
}

function concerns(change: Change, unit: string): boolean {
  if (change.kind === 'alert') return change.reached.includes(unit);
  return (
    change.kind === 'organisation' || change.kind === 'notice' || (change.kind === 'figures' && change.unit === unit)
  );
}

function sentenceOn({ expected, onTime, late, missing, rate }: ReportCounts): string {
  if (rate === null) return words.reports.nothingDue;
  return words.reports.counts({ expected, onTime, late, missing, share: formatShare(rate) });
}

function SilentList({ totals: { silent, silentIndicators }, own }: { totals: ReportTotals; own: string }) {
  if (silentIndicators === 0) return <p class="all-well">{words.reports.allCame}</p>;
  return (
    <>
      <h3>{words.reports.silent}</h3>
      <ul class="silent">
        {silent.slice(0, few).map((one) => (
          <li key={one.indicator}>
            {one.unit === own ? one.indicatorName : <SilentUnit silent={one} />}{' '}
            <span class="since">
              {words.reports[one.silence](one.periods, periodLabel(one.period), formatInstant(one.since, now.value))}
            </span>
          </li>
        ))}
      </ul>
      {silentIndicators > few && <p class="soft">{words.reports.moreSilent(silentIndicators - few)}</p>}
    </>
  );
}

function SilentUnit({ silent }: { silent: Silent }) {
  return (
    <>
      <a href={addressOf({ page: 'unit', id: silent.unit })}>{silent.unitName}</a>, {silent.indicatorName}
    </>
  );
}

function Own({ reports }: { reports: IndicatorReports }) {
  return (
    <div class="own-reports">
      <h3>{reports.indicatorName}</h3>
      <ReportStrip points={reports.points} />
    </div>
  );
}

function ChildTable({ totals }: { totals: readonly ReportTotals[] }) {
  const [all, showAll] = useState(false);
  const say = words.reports.table;
  return (
    <div class="table-scroll" role="region" tabIndex={0} aria-label={say.caption}>
      <table class="figures">
        <caption>{say.caption}</caption>
        <thead>
          <tr>
            {[say.unit, say.silent, say.rate, say.onTime, say.late, say.missing].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.slice(0, all ? totals.length : few).map(({ unit, unitName, counts, silentIndicators }) => (
            <tr key={unit}>
              <th scope="row">
                <a href={addressOf({ page: 'unit', id: unit })}>{unitName}</a>
              </th>
              <td class="number">{formatNumber(silentIndicators)}</td>
              <td class="number">{counts.rate === null ? words.compare.noValue : formatShare(counts.rate)}</td>
              {[counts.onTime, counts.late, counts.missing].map((count, place) => (
                <td key={place} class="number">
                  {formatNumber(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!all && totals.length > few && (
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {words.reports.moreUnits(totals.length)}
        </button>
      )}
    </div>
  );
}
