import type { AlertEvent, AlertHappening } from '#libs/contracts';
import { come, type Expected, holder, hoursOfHolder, knows, review } from './expected.js';
import { ms, msOf, must } from './hold.js';
import { type InForce, pathFor } from './paths.js';

type Raised = Extract<AlertHappening, { kind: 'raised' }>;

const unstarted = {
  closed: null,
  left: 0,
  since: 0,
  due: null,
  under: null,
  owes: null,
  remind: null,
  acknowledged: null,
  review: null,
  apart: false,
  wantsHelp: false,
  asked: 0,
} as const;
const empty = () => ({ toConfirm: [], sharedWith: [], parts: [] });

/** An alert that opens: rules 1, 2, 10 and 11. */
export function opened(
  { alert: id, sequence, at, happening }: AlertEvent & { happening: Raised },
  now: InForce,
): Expected {
  const { path, sign, about, level = 0 } = happening;
  must('rule 4: an alert begins with its first event', sequence === 1, () => id);
  must(
    'rule 2: path and times are those that were agreed when it opened',
    JSON.stringify(path) === JSON.stringify(pathFor(now, happening)),
    () => [id, path, pathFor(now, happening)],
  );
  must(
    'rule 1: whatever has not been pulled for somebody above begins with its own unit',
    level === 0 || about.kind === 'cord',
    () => id,
  );
  const expected: Expected = { ...unstarted, id, path, sign, about, level, reach: level + 1, sequence, ...empty() };
  come(expected, ms(at), now);
  return expected;
}

/** One event further. Fails with the rule that it breaks. */
export function followed(alert: Expected, event: AlertEvent, now: InForce): void {
  must('rule 4: events are numbered without gaps', event.sequence === alert.sequence + 1, () => [alert, event]);
  alert.sequence = event.sequence;
  const review = event.happening.kind === 'reviewed' && alert.review !== null && ms(event.at) >= alert.review;
  must('what is closed stays closed', alert.closed === null || review, () => [alert, event]);
  const { happening } = event;
  const rule = rules[happening.kind] as Rule<typeof happening>;
  rule(alert, happening, { at: ms(event.at), now, sequence: event.sequence });
}

interface When {
  at: number;
  now: InForce;
  sequence: number;
}
type Rule<H> = (alert: Expected, happening: H, when: When) => void;
type Rules = { [K in AlertHappening['kind']]: Rule<Extract<AlertHappening, { kind: K }>> };

const closes: Rule<AlertHappening> = (alert, { kind }) => {
  Object.assign(alert, { closed: kind, due: null, owes: null, remind: null, acknowledged: null, under: null });
};

const rules: Rules = {
  raised: (alert) => must('rule 4: an alert is raised once', false, () => alert),
  revised: (alert, { about }) => {
    alert.about = about;
  },
  acknowledged: (alert, { unit, until }, { at }) => {
    must('rule 5: who has it says that they are on it', unit === holder(alert), () => [alert, unit]);
    must('rule 5: no longer than to the climb', alert.due === null || ms(until) <= alert.due, () => [alert, until]);
    must('rule 5: until an instant to come', ms(until) > at, () => [alert, until]);
    Object.assign(alert, { acknowledged: ms(until), remind: ms(until) });
  },
  reminded: (alert, { unit }, { at }) => {
    must('rule 5: nobody is reminded early, nor twice', alert.remind !== null && at >= alert.remind, () => [alert, at]);
    must('rule 5: who has it is reminded', unit === holder(alert), () => [alert, unit]);
    Object.assign(alert, { remind: null, acknowledged: null });
  },
  answered: (alert, happening, when) => {
    const { unit } = happening;
    must(
      'rule 7: whom it has reached answers, or who was asked',
      [...knows(alert), ...alert.parts].includes(unit),
      () => [alert, unit],
    );
    if (unit === holder(alert)) alert.owes = null;
    if (alert.path.slice(1).some((step) => step.unit === unit)) alert.toConfirm.push(when.sequence);
    if (alert.about.kind === 'question') closes(alert, happening, when);
  },
  confirmed: (alert, { unit, answer }) => {
    must(
      'rule 7: the origin confirms, each answer once',
      unit === alert.path[0]?.unit && alert.toConfirm.includes(answer),
      () => [alert, answer],
    );
    alert.toConfirm = alert.toConfirm.filter((one) => one !== answer);
  },
  'help-asked': (alert, { unit }) => {
    must('rule 6: who has it asks for help', unit === holder(alert), () => [alert, unit]);
    Object.assign(alert, { apart: true, wantsHelp: true });
  },
  'extension-asked': (alert, { unit, to }) => {
    must(
      'rule 5: who has it asks the next level',
      unit === holder(alert) && to === alert.path[alert.level + 1]?.unit,
      () => alert,
    );
    alert.reach = Math.max(alert.reach, alert.level + 2);
  },
  extended: (alert, { unit, climbsAt }, { at, now }) => {
    must('rule 5: only the level above gives time', unit === alert.path[alert.level + 1]?.unit, () => [alert, unit]);
    must('rule 5: what is given is more', alert.due !== null && ms(climbsAt) > Math.max(at, alert.due), () => [
      alert,
      climbsAt,
    ]);
    Object.assign(alert, { due: ms(climbsAt), since: at, left: hoursOfHolder(alert, now).between(at, ms(climbsAt)) });
  },
  shared: (alert, happening) => {
    must('rule 10: only good news goes sideways', alert.sign === 'pleasure', () => alert);
    alert.sharedWith.push(...happening.with);
  },
  'answer-overdue': (alert, { unit }, { at }) => {
    if (unit !== holder(alert))
      return must('rule 12: only who was asked can fail to answer', alert.parts.includes(unit), () => alert);
    must('rule 11: an answer is overdue once, and not early', alert.owes !== null && at >= alert.owes, () => [
      alert,
      at,
    ]);
    alert.owes = null;
  },
  climbed: (alert, { from, to, because }, { at, now }) => {
    const [here, above] = [alert.path[alert.level]?.unit, alert.path[alert.level + 1]?.unit];
    must('rule 4: one level at a time along its path', from === here && to === above, () => [alert, from, to]);
    const early = because === 'time-up' && (alert.due === null || at < alert.due - 2);
    must('rule 4: never early, and rule 10: nothing good by itself', !early, () => [alert, at]);
    must('rule 6: what climbs at once was asked to', alert.wantsHelp === (because === 'help-asked'), () => alert);
    alert.wantsHelp = false;
    must('rule 9: what lies under another does not climb', alert.under === null, () => alert);
    must('rule 12: a question never climbs', alert.about.kind !== 'question', () => alert);
    must('rule 11: an answer that was owed by now is told first', alert.owes === null || at < alert.owes, () => alert);
    alert.level += 1;
    alert.reach = Math.max(alert.reach, alert.level + 1);
    come(alert, at, now);
  },
  'clock-moved': (alert) => {
    must('rule 2: only a clock that runs is moved', alert.due !== null || alert.owes !== null, () => alert);
  },
  'reminder-moved': (alert) => {
    must('rule 5: only an agreed reminder is moved', alert.remind !== null && alert.acknowledged === null, () => alert);
  },
  recovered: closes,
  withdrawn: closes,
  lapsed: closes,
  resolved: (alert, happening, when) => {
    must(
      'rule 8: who has it, or where it began, resolves',
      [holder(alert), alert.path[0]?.unit].includes(happening.unit),
      () => alert,
    );
    closes(alert, happening, when);
    alert.review = msOf(happening.review?.at ?? null);
  },
  reviewed: (alert) => {
    alert.review = null;
  },
  grouped: (alert, { under }, { at, now }) => {
    must('rule 9: what help was asked for stays apart', !alert.apart, () => alert);
    must('rule 9: what is due climbs first', alert.due === null || alert.due > at, () => alert);
    if (alert.under === null) alert.left = Math.max(0, alert.left - hoursOfHolder(alert, now).between(alert.since, at));
    Object.assign(alert, { under, due: null });
  },
  ungrouped: (alert, _, { at, now }) => {
    must('rule 9: only what lies under another goes on', alert.under !== null, () => alert);
    const climbs = alert.sign === 'pain' && alert.level < alert.path.length - 1;
    Object.assign(alert, {
      under: null,
      since: at,
      due: climbs ? hoursOfHolder(alert, now).after(at, alert.left) : null,
    });
    review(alert);
  },
  asked: (alert, { units }) => {
    alert.asked += 1;
    alert.parts = units.map(({ unit }) => unit);
    must('rule 12: the parts are asked once', alert.asked === 1, () => alert);
  },
};
