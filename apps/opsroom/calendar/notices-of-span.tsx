import type { NoticeList, Series } from '#libs/contracts';
import { now } from '../clock.js';
import { organisation, places } from '../data/organisation.js';
import { useLoaded } from '../data/loaded.js';
import { words } from '../words.js';
import { spanWords } from './notice-words.js';

/** The notices that explain figures of a chart: what is left out of the filter there, and since when it has begun anew. */
export function NoticesOfSpan({ series }: { series: Series }) {
  const [first] = series.points;
  const last = series.points.at(-1);
  const unit = series.unit.id;
  const span = first && last ? `&from=${first.starts.slice(0, 10)}T00:00:00Z` : '';
  const list = useLoaded<NoticeList>(
    span === '' ? null : `/api/notices?unit=${encodeURIComponent(unit)}${span}`,
    (change) => change.kind === 'notice' || change.kind === 'organisation',
  );
  const above = new Set(organisation.value ? pathOf(unit) : [unit]);
  const explaining = (list.value?.notices ?? []).filter(
    ({ notice }) =>
      notice.state !== 'withdrawn' &&
      notice.kind !== 'other' &&
      above.has(notice.unit) &&
      Date.parse(notice.from) <= now.value,
  );
  if (explaining.length === 0) return null;
  return (
    <>
      <h3>{words.calendar.onChart}</h3>
      <ul class="notices-of-span">
        {explaining.map(({ notice }) => (
          <li key={notice.id}>
            <strong>{notice.title}</strong>: {words.calendar.kinds[notice.kind]}, {spanWords(notice, now.value)}.{' '}
            <span class="soft">{words.calendar.chartMeaning[notice.kind]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function pathOf(unit: string): string[] {
  const place = places.value.find(({ node }) => node.id === unit);
  return [unit, ...(place?.above.map(({ id }) => id) ?? [])];
}
