import type { Change, NoticeList, NoticeView, UnitCalendar, UnitView } from '#libs/contracts';
import { now } from '../clock.js';
import { useLoaded } from '../data/loaded.js';
import { Shown } from '../shell/notice.js';
import { addressOf } from '../addresses.js';
import { Crumbs } from '../unit/crumbs.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';
import { DeclareForm } from './declare-form.js';
import { HolidayFile } from './holiday-file.js';
import { NoticeCard } from './notice-card.js';
import { WeekTable } from './week-table.js';
import { byWeek, weeksFrom } from './weeks.js';

const shownWeeks = 5;

/** The next weeks of a unit: its working hours and holidays, what was said beforehand, and a form to say more. */
export function CalendarPage({ id }: { id: string }) {
  const view = useLoaded<UnitView>(`/api/units/${encodeURIComponent(id)}`, (change) => change.kind === 'organisation');
  return <Shown from={view}>{(unit) => <CalendarShown view={unit} />}</Shown>;
}

function CalendarShown({ view: { unit, path } }: { view: UnitView }) {
  const id = encodeURIComponent(unit.id);
  const { from, to } = weeksFrom(now.value, shownWeeks);
  const calendar = useLoaded<UnitCalendar>(`/api/units/${id}/calendar?from=${from}&to=${to}`, concerns);
  const notices = useLoaded<NoticeList>(`/api/notices?unit=${id}&from=${from}T00:00:00Z`, concerns);
  return (
    <div class="calendar">
      <Crumbs path={path} />
      <div class="title-row">
        <h1>{words.calendar.title(unit.name)}</h1>
        <a class="button" href={addressOf({ page: 'unit', id: unit.id })}>
          {words.calendar.back(unit.name)}
        </a>
      </div>
      <Shown from={notices}>
        {(list) => (
          <>
            <Notices list={list} again={notices.again} />
            {list.mayDeclare ? (
              <DeclareForm unit={unit} again={notices.again} />
            ) : (
              <p class="soft">{words.calendar.notYours(unit.name)}</p>
            )}
          </>
        )}
      </Shown>
      <section class="panel" aria-labelledby="hours">
        <h2 id="hours">{words.calendar.hours}</h2>
        <Shown from={calendar}>{(value) => <Hours calendar={value} />}</Shown>
      </section>
      {viewer.value?.unit === unit.id && <HolidayFile unit={unit} again={calendar.again} />}
    </div>
  );
}

function Hours({ calendar }: { calendar: UnitCalendar }) {
  return (
    <>
      {calendar.roundTheClock && <p class="soft measure">{words.calendar.roundTheClock}</p>}
      <p class="soft">{words.calendar.zone(calendar.timeZone)}</p>
      {byWeek(calendar.days).map((week) => (
        <WeekTable key={week.monday} week={week} unit={calendar.unit} />
      ))}
    </>
  );
}

/** In force, to come, and what is over or was taken back lately. */
function Notices({ list, again }: { list: NoticeList; again: () => void }) {
  const groups = { inForce: list.notices.filter(({ inForce }) => inForce), toCome: [], over: [] } as Groups;
  for (const one of list.notices) {
    if (one.inForce) continue;
    const waiting = one.notice.state === 'standing' && Date.parse(one.notice.from) > now.value;
    groups[waiting ? 'toCome' : 'over'].push(one);
  }
  if (list.notices.length === 0) return <p class="all-well">{words.calendar.noNotices}</p>;
  return (
    <>
      {order.map(
        (name) =>
          groups[name].length > 0 && (
            <section key={name} aria-labelledby={`notices-${name}`}>
              <h2 id={`notices-${name}`}>{words.calendar.groups[name]}</h2>
              <ul class="cards">
                {groups[name].map((view) => (
                  <NoticeCard key={view.notice.id} view={view} again={again} />
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  );
}

type Groups = Record<'inForce' | 'toCome' | 'over', NoticeView[]>;
const order = ['inForce', 'toCome', 'over'] as const;

function concerns(change: Change): boolean {
  return change.kind === 'notice' || change.kind === 'organisation';
}
