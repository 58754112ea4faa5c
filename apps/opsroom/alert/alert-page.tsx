import type { AlertSummary, AlertView, Change, Deviation, Series } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { Chart } from '../chart/chart.js';
import { now } from '../clock.js';
import { useLoaded } from '../data/loaded.js';
import { unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { formatShare } from '../format/numbers.js';
import { isoDate, periodStart } from '../format/periods.js';
import { Clock } from '../inbox/clock.js';
import { Shown } from '../shell/notice.js';
import { seriesPath } from '../unit/series-path.js';
import { viewerHeader } from '../viewer.js';
import { aboutInWords, words } from '../words.js';
import { AboutMark } from './about-mark.js';
import { Acts } from './acts.js';
import { Again } from './again.js';
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
              <AlertChart alert={value.alert} />
              {value.photo && <CordPhoto alert={value.alert.id} />}
              <Timeline view={value} again={view.again} />
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

/** The photo of a cord; an image sends no header, so who looks stands in its address. */
function CordPhoto({ alert }: { alert: string }) {
  const as = encodeURIComponent(viewerHeader.value ?? '');
  return <img class="photo" src={`/api/alerts/${encodeURIComponent(alert)}/photo?as=${as}`} alt={words.alert.photo} />;
}

function Head({ view: { alert } }: { view: AlertView }) {
  const asides = [words.alert[alert.sign], ...factsOf(alert), alert.replayed ? words.inbox.replayed : ''];
  return (
    <header class={`alert-head is-${alert.sign}`}>
      <p class="soft">
        <a href={addressOf({ page: 'unit', id: alert.unit })}>{alert.unitName}</a>
        {alert.indicatorName === null ? '' : ` · ${alert.indicatorName}`}
      </p>
      <h1>
        <AboutMark about={alert.about} sign={alert.sign} /> {aboutInWords(alert.about)}
      </h1>
      <p class="alert-facts">
        <span class={`state is-${alert.state}`}>{words.alert.states[alert.state]}</span>
        <Clock alert={alert} />
        {alert.acknowledgedUntil !== null && (
          <span>{words.alert.until(formatInstant(alert.acknowledgedUntil, now.value))}</span>
        )}
        {alert.askedUntil !== null && <span>{words.alert.asked(formatInstant(alert.askedUntil, now.value))}</span>}
        {alert.answerBy !== null && (
          <span>{words.alert.answerBy(unitName(alert.heldBy), formatInstant(alert.answerBy, now.value))}</span>
        )}
        {alert.reviewAt !== null && <span>{words.alert.review(formatInstant(alert.reviewAt, now.value))}</span>}
      </p>
      <Again alert={alert} />
      <p class="soft">{asides.filter((aside) => aside !== '').join(' · ')}</p>
    </header>
  );
}

function factsOf({ about, measure }: AlertSummary): string[] {
  if (about.kind === 'cord') return [words.alert.pulledBy(about.by)];
  if (about.kind === 'question')
    return [words.alert.askedBy(unitName(about.ofUnit)), words.alert.share(formatShare(about.share))];
  if (about.kind === 'silence') return [];
  const { size, probability } = about.deviation;
  return [words.alert.size(size, measure), words.alert.certainty(formatShare(probability))];
}

/** The chart of the indicator concerned, if there is one. */
function AlertChart({ alert: { indicator, about, openedAt } }: { alert: AlertSummary }) {
  if (indicator === null) return null;
  const deviation = about.kind === 'deviation' ? about.deviation : null;
  const since = deviation?.onset ?? (about.kind === 'silence' ? about.period : openedAt.slice(0, 10));
  return (
    <div class="alert-chart">
      <ChartSince indicator={indicator} since={since} deviation={deviation} />
    </div>
  );
}

interface Since {
  indicator: string;
  /** The period that the chart is about. */
  since: string;
  deviation: Deviation | null;
}

function ChartSince({ indicator, since, deviation }: Since) {
  const onset = periodStart(since);
  const slow = since.length <= 7;
  const from = onset === null ? null : isoDate(onset - (slow ? slowDaysBefore : daysBefore) * 86_400_000);
  const series = useLoaded<Series>(
    seriesPath(indicator, { from, known: null }),
    (change) => change.kind === 'figures' && change.indicator === indicator,
  );
  return (
    <Shown from={series}>
      {(value) =>
        value.points.length > 0 ? (
          <>
            <Chart series={value} />
            {deviation && <Why series={value} deviation={deviation} />}
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
