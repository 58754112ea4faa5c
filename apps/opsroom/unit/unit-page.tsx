import { useSignal } from '@preact/signals';
import type { Change, UnitView } from '#libs/contracts';
import { me } from '../account/me.js';
import { addressOf } from '../addresses.js';
import { NoticesNow } from '../calendar/notices-now.js';
import { useLoaded } from '../data/loaded.js';
import { formatDate } from '../format/instants.js';
import { usePeriodsNow } from '../post/periods-now.js';
import { PostForm } from '../post/post-form.js';
import { Shown } from '../shell/notice.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';
import { Children } from './children.js';
import { CordForm } from './cord-form.js';
import { Imports } from './imports.js';
import { OpenAlerts } from './open-alerts.js';
import { Panel } from './panel.js';
import { Crumbs } from './crumbs.js';
import { Reports } from './reports.js';
import { SpanChooser } from './span-chooser.js';
import type { Span } from './spans.js';
import { Tasks } from './tasks.js';

/** A unit: where it belongs, what waits, a form for its figures, a panel for each indicator, the units inside. */
export function UnitPage({ id }: { id: string }) {
  const view = useLoaded<UnitView>(`/api/units/${encodeURIComponent(id)}`, (change) => concerns(change, id));
  return <Shown from={view}>{(unit) => <UnitShown key={unit.unit.id} view={unit} readAt={view.at} />}</Shown>;
}

function UnitShown({ view, readAt }: { view: UnitView; readAt: number }) {
  const span = useSignal<Span | null>(null);
  const known = useSignal<string | null>(null);
  const own = viewer.value?.unit === view.unit.id;
  const periods = usePeriodsNow(view, readAt);
  const posted = view.indicators.filter((one) => own && periods[one.indicator.id] !== undefined);
  return (
    <>
      <Crumbs path={view.path} />
      <div class="title-row">
        <h1>{view.unit.name}</h1>
        {posted.length > 0 && (
          <a class="button" href={addressOf({ page: 'import', id: view.unit.id })}>
            {words.unit.importFile}
          </a>
        )}
        <a class="button" href={addressOf({ page: 'agreements', id: view.unit.id })}>
          {words.agreements.link}
        </a>
        <a class="button" href={addressOf({ page: 'calendar', id: view.unit.id })}>
          {words.calendar.link}
        </a>
        {own && me.value?.access === 'accounts' && (
          <a class="button" href={addressOf({ page: 'people', id: view.unit.id })}>
            {words.people.toPage}
          </a>
        )}
        {view.children.length > 0 && (
          <a class="button" href={addressOf({ page: 'compare', id: view.unit.id, quarter: null })}>
            {words.unit.compare}
          </a>
        )}
      </div>
      {view.unit.note !== undefined && <p class="soft measure">{view.unit.note}</p>}
      <NoticesNow unit={view.unit.id} path={view.path.map(({ id }) => id)} />
      {posted.length > 0 && <PostForm indicators={posted} currentPeriods={periods} />}
      {own && <CordForm path={view.path} indicators={view.indicators.map((one) => one.indicator)} />}
      <OpenAlerts unit={view.unit.id} />
      <Tasks tasks={view.tasks} indicators={view.indicators} />
      {view.indicators.length === 0 ? (
        <p class="empty">{words.unit.noIndicators}</p>
      ) : (
        <SpanChooser cadences={view.indicators.map((one) => one.indicator.cadence)} span={span} known={known} />
      )}
      {known.value !== null && (
        <p class="known-note" role="status">
          {words.unit.knownNote(formatDate(known.value))}{' '}
          <button type="button" class="quiet" onClick={() => (known.value = null)}>
            {words.unit.knownBack}
          </button>
        </p>
      )}
      {view.indicators.map((summary) => (
        <Panel key={summary.indicator.id} summary={summary} span={span.value} known={known.value} />
      ))}
      {own && <Imports unit={view.unit.id} />}
      <Reports unit={view.unit.id} />
      <Children units={view.children} />
    </>
  );
}

function concerns(change: Change, id: string): boolean {
  if (change.kind === 'figures') return change.unit === id;
  if (change.kind === 'alert') return change.reached.includes(id);
  return change.kind === 'organisation' || (change.kind === 'replay' && change.over);
}
