import type { Alert, AlertEvent, Dispatch } from '#libs/contracts';
import { grouped } from '#libs/organisation';
import { alike, ms, msOf, must } from './hold.js';
import { type Expected, holder, knows } from './expected.js';
import type { Rig } from './rig.js';

/** Holds what was committed against the oracle, alert by alert: the clocks of rules 2 to 5, 10 and 11, and what is set to ring. */
export function rowsHold({ alerts, sight }: Rig): void {
  const timers = new Map(sight.timers.map((timer) => [`${timer.kind} ${timer.subject}`, ms(timer.dueAt)]));
  must('rule 4: no alert is lost', alerts.size === sight.alerts.size, () => [alerts.size, sight.alerts.size]);
  for (const expected of alerts.values()) {
    const row = sight.alerts.get(expected.id);
    if (!row) throw new Error(`rule 4: ${expected.id} is lost`);
    const told = () => [expected, row];
    must('rule 2: the path stays as it was frozen', JSON.stringify(row.path) === JSON.stringify(expected.path), told);
    must(
      'rule 4: the row is the fold of its events',
      row.sequence === expected.sequence && row.level === expected.level,
      told,
    );
    must('rule 1: it is known to whom it has come', row.reach === expected.reach, told);
    must('rule 3: it climbs when its working time is up', alike(msOf(row.climbsAt), expected.due), told);
    must('rule 11: the answer is owed in working time', alike(msOf(row.answerBy), expected.owes), told);
    must('rule 5: reminders come when they were agreed', alike(msOf(row.remindAt), expected.remind), told);
    must('rule 6: help that was asked for has come', !expected.wantsHelp, told);
    must('rule 9: what lies under another rests', (row.under?.alert ?? null) === expected.under, told);
    must(
      'rule 7: answers wait for the origin',
      JSON.stringify(row.toConfirm) === JSON.stringify(expected.toConfirm),
      told,
    );
    must('closed is closed', (row.closedAt !== null) === (expected.closed !== null), told);
    for (const [kind, at] of Object.entries(ends(row)))
      must(
        'rule 4: each clock has its timer, and nothing else has',
        alike(timers.get(`${kind} ${row.id}`) ?? null, at),
        told,
      );
  }
}

function ends({ climbsAt, answerBy, remindAt, reviewAt }: Alert): Record<string, number | null> {
  return { climb: msOf(climbsAt), answer: msOf(answerBy), remind: msOf(remindAt), review: msOf(reviewAt) };
}

/** What has been told so far, and how far each alert has reached by that. */
export class Telling {
  #events = 0;
  readonly #ids = new Set<string>();
  readonly #reach = new Map<string, number>();

  /** Rules 1 and 7: each event is told to each unit that knows of the alert, once, and to nobody else. */
  holds({ alerts, sight }: Rig): void {
    const fresh = sight.told.slice(this.#ids.size);
    for (const { id } of fresh) this.#ids.add(id);
    must('rule 1: nobody hears anything twice', this.#ids.size === sight.told.length, () => fresh);
    const told = grouped(fresh, ({ event }) => `${event.alert}/${event.sequence}`);
    const events = sight.events.slice(this.#events);
    this.#events = sight.events.length;
    for (const [place, event] of events.entries()) {
      const alert = alerts.get(event.alert);
      if (alert) this.#eventHolds(alert, events.slice(place), told.get(`${event.alert}/${event.sequence}`) ?? []);
    }
  }

  #eventHolds(alert: Expected, [event, ...rest]: AlertEvent[], heard: readonly Dispatch[]): void {
    if (!event) return;
    const now = reachAfter(alert, event.happening, this.#reach.get(alert.id));
    this.#reach.set(alert.id, now);
    // Who is brought in by the same transaction hears of the whole of it.
    const later = rest.slice(0, 3).filter((other) => other.alert === alert.id && other.at === event.at);
    const reaches = later.reduce((all, other) => [...all, reachAfter(alert, other.happening, all.at(-1))], [now]);
    const aside = event.happening.kind === 'shared' ? event.happening.with : [];
    const units = heard.map(({ to }) => to).join(' ');
    const right = reaches.map((upTo) => [...alert.path.slice(0, upTo).map(({ unit }) => unit), ...aside].join(' '));
    const detail = () => [event, units, right];
    must(
      'rule 1: an event is told to those whom the alert has reached, and to nobody above',
      right.includes(units),
      detail,
    );
    answersGoDown(alert, heard);
  }
}

function reachAfter(alert: Expected, happening: Dispatch['event']['happening'], before?: number): number {
  if (happening.kind === 'raised') return (happening.level ?? 0) + 1;
  const place = (unit: string) => alert.path.findIndex((step) => step.unit === unit) + 1;
  const comesTo = happening.kind === 'climbed' || happening.kind === 'extension-asked' ? place(happening.to) : 0;
  return Math.max(before ?? 1, comesTo);
}

function answersGoDown({ path }: Expected, heard: readonly Dispatch[]): void {
  for (const { to, direction, event } of heard) {
    if (event.happening.kind !== 'answered') continue;
    const { unit } = event.happening;
    const [by, at] = [unit, to].map((one) => path.findIndex((step) => step.unit === one));
    if (by === undefined || at === undefined || by < 0) continue;
    const right = at === by ? 'own' : at < by ? 'down' : 'up';
    must('rule 7: an answer travels down', direction === right, () => [event, to, direction]);
  }
}

/** When the clocks have come round: nothing is due any more, and none is lost (rules 4, 5, 11, and 12). */
export function nothingIsDue({ alerts, sight, now }: Rig): void {
  for (const alert of alerts.values()) {
    const told = () => [alert, sight.alerts.get(alert.id), new Date(now)];
    must('rule 4: whose time is up has climbed', alert.due === null || alert.due > now, told);
    must('rule 11: an answer that is overdue has been told', alert.owes === null || alert.owes > now, told);
    must('rule 5: who is to be reminded has been', alert.remind === null || alert.remind > now, told);
    must('the review has been made', alert.review === null || alert.review > now, told);
  }
  const due = sight.timers.filter(({ dueAt }) => ms(dueAt) <= now);
  must('rule 4: no timer is left behind', due.length === 0, () => due);
}

/** Rule 12: a question is its unit's own, and goes with the alert that asks. */
export function questionsGo({ alerts }: Rig): void {
  for (const question of alerts.values()) {
    if (question.about.kind !== 'question') continue;
    const asker = alerts.get(question.about.of);
    const told = () => [asker, question];
    must('rule 12: only the part hears of a question', question.path.length === 1 && question.reach === 1, told);
    must(
      'rule 12: it goes with the alert that asks',
      asker?.asked === 1 && (asker.closed === null || question.closed !== null),
      told,
    );
  }
}

/** At the end of all time: whoever had to climb has come to the last level. */
export function allHasClimbed(alerts: readonly Expected[]): void {
  for (const alert of alerts) {
    const waits = alert.closed !== null || alert.under !== null || alert.sign === 'pleasure';
    must('rule 4: no climb is lost', waits || alert.level === alert.path.length - 1, () => [
      alert,
      holder(alert),
      knows(alert),
    ]);
  }
}
