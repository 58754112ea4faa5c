import type { CalendarDay } from '#libs/contracts';
import { formatDate, formatWeekday, spanOf } from '../format/instants.js';
import { words } from '../words.js';
import type { Week } from './weeks.js';

/** A week as seven days: the hours of each, its holiday, and what a notice takes of it. */
export function WeekTable({ week, unit }: { week: Week; unit: string }) {
  return (
    <section class="week" aria-label={words.calendar.week(formatDate(week.monday))}>
      <h3>{words.calendar.week(formatDate(week.monday))}</h3>
      <ol>
        {week.days.map((day) => (
          <Day key={day.date} day={day} unit={unit} />
        ))}
      </ol>
    </section>
  );
}

function Day({ day, unit }: { day: CalendarDay; unit: string }) {
  const stopped = day.left < day.minutes;
  return (
    <li class={`${day.minutes === 0 ? 'is-free' : ''} ${stopped ? 'is-stopped' : ''}`}>
      <strong>{formatWeekday(day.date)}</strong>
      <span>
        {day.hours.length > 0 ? day.hours.map((hours) => hours.replace('-', '–')).join(', ') : words.calendar.free}
      </span>
      {day.holiday && (
        <span>{words.calendar.holiday(day.holiday.name, day.holiday.unit === unit ? null : day.holiday.unitName)}</span>
      )}
      {stopped && <span class="stopped">{stoppedWords(day)}</span>}
    </li>
  );
}

function stoppedWords({ minutes, left }: CalendarDay): string {
  const taken = words.span(spanOf((minutes - left) * 60_000));
  return left === 0 ? words.calendar.allStopped : words.calendar.stopped(taken);
}
