import type { AlertView, Change, Series } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { Chart } from '../chart/chart.js';
import { Mark } from '../chart/legend.js';
import { now } from '../clock.js';
import { useLoaded } from '../data/loaded.js';
import { formatInstant } from '../format/instants.js';
import { formatShare } from '../format/numbers.js';
import { isoDate, periodStart } from '../format/periods.js';
import { Clock } from '../inbox/clock.js';
import { Shown } from '../shell/notice.js';
import { seriesPath } from '../unit/series-path.js';
import { inWords, words } from '../words.js';
import { Acts } from './acts.js';
import { Path } from './path.js';
import { Timeline } from './timeline.js';
import { Why } from './why.js';

/** How much is drawn before the onset: enough to see what was usual, in periods and in days at most. */
const daysBefore = 120;
const slowDaysBefore = 4 * 366;

/** One alert: what happened, on its chart; its clock and its way; what the viewer may do; what was done. */
export function AlertPage({ id }: { id: string }) {
  const view = useLoaded<AlertView>(`/api/alerts/${encodeURIComponent(id)}`, (change) => concerns(change, id));
  return (
    <Shown from={view}>
      {(value) => (
        <article class="alert">
          <Head view={value} />
          <div class="alert-columns">
            <div>
              <div class="alert-chart">
                <AlertChart view={value} />
              </div>
              <Timeline view={value} />
            </div>
            <div>
              <Acts key={value.alert.level} view={value} again={view.again} />
              <Path view={value} />
            </div>
          </div>
        </article>
      )}
    </Shown>
  );
}

function Head({ view: { alert } }: { view: AlertView }) {
  const { deviation } = alert;
  const asides = [
    words.alert[alert.sign],
    words.alert.size(deviation.size, alert.measure),
    words.alert.certainty(formatShare(deviation.probability)),
    alert.replayed ? words.inbox.replayed : '',
  ];
  return (
    <header class={`alert-head is-${alert.sign}`}>
      <p class="soft">
        <a href={addressOf({ page: 'unit', id: alert.unit })}>{alert.unitName}</a> · {alert.indicatorName}
      </p>
      <h1>
        <Mark kind={deviation.kind} good={alert.sign === 'pleasure'} down={deviation.direction === 'down'} />{' '}
        {inWords(deviation)}
      </h1>
      <p class="alert-facts">
        <span class={`state is-${alert.state}`}>{words.alert.states[alert.state]}</span>
        <Clock alert={alert} />
        {alert.acknowledgedUntil !== null && (
          <span>{words.alert.until(formatInstant(alert.acknowledgedUntil, now.value))}</span>
        )}
      </p>
      <p class="soft">{asides.filter((aside) => aside !== '').join(' · ')}</p>
    </header>
  );
}

function AlertChart({ view: { alert } }: { view: AlertView }) {
  const onset = periodStart(alert.deviation.onset);
  const slow = alert.deviation.onset.length <= 7;
  const from = onset === null ? null : isoDate(onset - (slow ? slowDaysBefore : daysBefore) * 86_400_000);
  const series = useLoaded<Series>(
    seriesPath(alert.indicator, { from, known: null }),
    (change) => change.kind === 'figures' && change.indicator === alert.indicator,
  );
  return (
    <Shown from={series}>
      {(value) =>
        value.points.length > 0 ? (
          <>
            <Chart series={value} />
            <Why series={value} deviation={alert.deviation} />
          </>
        ) : (
          <p class="empty">{words.unit.nothingYet}</p>
        )
      }
    </Shown>
  );
}

function concerns(change: Change, id: string): boolean {
  return change.kind === 'alert' && change.alert === id;
}
