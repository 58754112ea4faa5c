import type { CalendarDay } from '#libs/contracts';

const day = 86_400_000;

/** A week of a calendar, named by its Monday. */
export interface Week {
  monday: string;
  days: readonly CalendarDay[];
}

/** The dates to ask for: whole weeks from the Monday before or at an instant, in the reader's own time. */
export function weeksFrom(now: number, weeks: number): { from: string; to: string } {
  const date = new Date(now);
  const today = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * day;
  return { from: iso(monday), to: iso(monday + (7 * weeks - 1) * day) };
}

/** Days in order, by the week in which they lie. */
export function byWeek(days: readonly CalendarDay[]): Week[] {
  const weeks = new Map<string, CalendarDay[]>();
  for (const one of days) {
    const at = Date.parse(`${one.date}T00:00:00Z`);
    const monday = iso(at - ((new Date(at).getUTCDay() + 6) % 7) * day);
    weeks.set(monday, [...(weeks.get(monday) ?? []), one]);
  }
  return [...weeks].map(([monday, own]) => ({ monday, days: own }));
}

function iso(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
