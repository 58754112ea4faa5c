import type { NoticeList } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { now } from '../clock.js';
import { useLoaded } from '../data/loaded.js';
import { words } from '../words.js';
import { meaningOf, spanWords } from './notice-words.js';

const week = 7 * 86_400_000;

/** The notices that hold for a unit now or within a week, said at the top of its page. */
export function NoticesNow({ unit, path }: { unit: string; path: readonly string[] }) {
  const list = useLoaded<NoticeList>(
    `/api/notices?unit=${encodeURIComponent(unit)}`,
    (change) => change.kind === 'notice' || change.kind === 'organisation',
  );
  const holding = (list.value?.notices ?? []).filter(
    ({ notice }) =>
      notice.state === 'standing' &&
      path.includes(notice.unit) &&
      Date.parse(notice.from) < now.value + week &&
      Date.parse(notice.until) > now.value,
  );
  if (holding.length === 0) return null;
  return (
    <ul class="notices-now" aria-label={words.calendar.groups.inForce}>
      {holding.map((view) => (
        <li key={view.notice.id} class={view.inForce ? 'is-in-force' : ''}>
          <a href={addressOf({ page: 'calendar', id: view.notice.unit })}>
            <strong>{words.calendar.kinds[view.notice.kind]}: </strong>
            {view.notice.title}
          </a>
          <span>{spanWords(view.notice, now.value)}</span>
          {view.inForce && <span class="soft">{meaningOf(view)}</span>}
        </li>
      ))}
    </ul>
  );
}
