import type { Alert } from '#libs/contracts';
import { dateLater, dayBegins, daysBetween } from './days.js';
import { instant, must } from './hold.js';
import { chainUp, type Hours } from './hours.js';
import type { Rig } from './rig.js';

/** Rule 13: an alert about silence names what is missing by the unit's own calendar, and there is one where reports are. */
export function silencesHold(rig: Rig, excused: ReadonlyMap<string, string>): void {
  const { document } = rig.inForce;
  const posted = document.indicators.filter(({ rollUp }) => !rollUp);
  for (const { id, unit } of posted) {
    const open = [...rig.sight.alerts.values()].filter((one) => one.indicator === id && isOpenSilence(one));
    must('rule 13: one alert an indicator misses its reports', open.length <= 1, () => open);
    const expected = chainUp(document, unit).find((one) => one.expected)?.expected;
    const missing = expected
      ? missingOf(rig, { id, unit, from: expected.from, grace: Number(expected.grace.slice(2, -1)) })
      : [];
    const [alert] = open;
    if (alert?.about.kind === 'silence') {
      const { period, periods, silence } = alert.about;
      const since = missing.filter((one) => one >= period);
      const detail = () => [alert, missing];
      must('rule 13: what is missing is missing', since[0] === period && since.length === periods, detail);
      must('rule 13: one report is late, several are missing', periods === 1 || silence === 'missing', detail);
    }
    const unexcused = missing.filter((one) => one > (excused.get(id) ?? ''));
    must('rule 13: what does not come is missed', alert !== undefined || unexcused.length === 0, () => [
      id,
      unexcused,
      instant(rig.now),
    ]);
  }
}

export function isOpenSilence({ about, closedAt }: Alert): boolean {
  return about.kind === 'silence' && closedAt === null;
}

interface Awaited {
  id: string;
  unit: string;
  from: string;
  /** In hours of working time. */
  grace: number;
}

/** The days on which the unit has worked, whose reports are late by now and have not come. */
function missingOf({ inForce, sight, now }: Rig, { id, unit, from, grace }: Awaited): string[] {
  const hours = inForce.hours(unit);
  const zone = chainUp(inForce.document, unit).find(({ timeZone }) => timeZone)?.timeZone ?? 'UTC';
  const reported = new Set((sight.figures.get(id) ?? []).map(({ period }) => period));
  const missing: string[] = [];
  for (let n = 0; n <= daysBetween(from, instant(now).slice(0, 10)) + 1; n += 1) {
    const date = dateLater(from, n);
    if (dayBegins(zone, date, 1) > now) break;
    if (!reported.has(date) && lateFrom(hours, { zone, date, grace }) <= now) missing.push(date);
  }
  return missing;
}

const known = new WeakMap<Hours, Map<string, number>>();

/** When the report of a day is late: never, where the unit does not work on it. */
function lateFrom(hours: Hours, { zone, date, grace }: { zone: string; date: string; grace: number }): number {
  const all = known.get(hours) ?? new Map<string, number>();
  known.set(hours, all);
  const key = `${zone} ${date} ${grace}`;
  const found = all.get(key);
  if (found !== undefined) return found;
  const [begins, ends] = [dayBegins(zone, date), dayBegins(zone, date, 1)];
  const late = hours.between(begins, ends) > 0 ? hours.after(ends, grace * 3_600_000) : Number.POSITIVE_INFINITY;
  all.set(key, late);
  return late;
}
