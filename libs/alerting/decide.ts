import { type Alert, type AlertHappening, type AlertState, same } from '#libs/contracts';
import { at, climb, holderOf, overdue, tooShort } from './climb.js';
import type { Actor, AlertCommand, CommandKind, CommandOf, Time } from './command.js';
import { type Decision, happens, hold, refuse } from './decision.js';
import { isFlapping } from './flapping.js';
import { goingOn, groupedUnder } from './grouping.js';
import { reached } from './tell.js';

type Rule<K extends CommandKind> = (alert: Alert, command: CommandOf<K>, time: Time) => Decision;
type Row = { [K in CommandKind]: Rule<K> };

const living: Row = {
  revise: (alert, { about }) => {
    if (about.kind !== alert.about.kind) return hold('another-matter');
    return same(about, alert.about) ? hold('nothing-new') : happens({ kind: 'revised', about });
  },
  recover: (_, { because, period }) => happens({ kind: 'recovered', because, ...(period && { period }) }),
  withdraw: (alert, { because, period }) =>
    because === 'filter-withdrew' && isFlapping(alert)
      ? hold('comes-and-goes')
      : happens({ kind: 'withdrawn', because, ...(period && { period }) }),
  lapse: () => happens({ kind: 'lapsed', because: 'history-ended' }),
  'time-up': (alert, _, time) => {
    if (alert.sign === 'pleasure') return hold('pleasure-never-climbs');
    if (alert.under !== null) return hold('grouped');
    if (alert.climbsAt === null) return hold('at-the-last-level');
    return at(time.now) < at(alert.climbsAt) ? hold('not-yet') : climb(alert, 'time-up', time);
  },
  'move-clock': (alert, { because, minutes }, time) => {
    const runs = alert.climbsAt ?? alert.answerBy;
    if (runs === null || !alert.clock) return hold('no-clock-runs');
    const due = time.due(holderOf(alert), time.now, minutes);
    // The same due time is news where the clock, counted from where it was, would come to another: the past has changed too.
    const counted = time.due(holderOf(alert), alert.clock.since, alert.clock.minutes);
    if (at(due) === at(runs) && at(counted) === at(due)) return hold('nothing-new');
    const climbsAt = alert.climbsAt === null ? null : due;
    // An answer that is owed is owed within the same time, unless more was given to the climb alone.
    const owed = alert.answerBy !== null && at(alert.answerBy) === at(runs) ? { answerBy: due } : {};
    return happens({ kind: 'clock-moved', because, minutes, climbsAt, ...owed });
  },
  'move-reminder': (alert, { because, minutes }, time) => {
    // A review that somebody has named is a promise of that instant.
    if (alert.remindAt === null || alert.state === 'acknowledged') return hold('nobody-to-remind');
    const remindAt = time.due(holderOf(alert), time.now, minutes);
    return at(remindAt) === at(alert.remindAt)
      ? hold('nothing-new')
      : happens({ kind: 'reminder-moved', because, remindAt });
  },
  acknowledge: (alert, command, { now }) => {
    const late = alert.climbsAt !== null && at(command.until) > at(alert.climbsAt);
    if (at(command.until) <= at(now))
      return refuse('review-too-late', `The review at ${command.until} is in the past.`);
    if (late) {
      return refuse(
        'review-too-late',
        `The alert climbs at ${alert.climbsAt}; a review at ${command.until} would come after that.`,
      );
    }
    return happens({ kind: 'acknowledged', ...actor(command), until: command.until, ...noted(command.note) });
  },
  answer: (_, command) => {
    const { answer, text, of } = command;
    return happens({ kind: 'answered', ...actor(command), answer, text, ...(of && { of }) });
  },
  confirm: (alert, command) =>
    alert.toConfirm.includes(command.answer)
      ? happens({ kind: 'confirmed', ...actor(command), answer: command.answer })
      : hold('nothing-new'),
  'ask-help': (alert, command, time) => {
    const asked: AlertHappening = { kind: 'help-asked', ...actor(command), ...noted(command.note) };
    const up = climb(alert, 'help-asked', time);
    if (up.kind !== 'happens') return refuse('alert-at-the-top', 'The alert is with the last level already.');
    const alone = alert.under === null ? [] : [goingOn(alert, 'help-asked', time)];
    return happens(...alone, asked, ...up.happenings);
  },
  'ask-time': (alert, command, { now }) => {
    const above = alert.path[alert.level + 1];
    if (alert.climbsAt === null || !above) return refuse('time-not-needed', 'No time runs out here: nothing climbs.');
    const short = tooShort(alert.climbsAt, command.until, now);
    const asked = { ...actor(command), to: above.unit, until: command.until, ...noted(command.note) };
    return short ?? happens({ kind: 'extension-asked', ...asked });
  },
  extend: (alert, command, { now, worked }) => {
    if (alert.climbsAt === null) return refuse('time-not-needed', 'No time runs out here: nothing climbs.');
    const minutes = worked(holderOf(alert), now, command.until);
    const given = { ...actor(command), minutes, climbsAt: command.until, ...noted(command.note) };
    return tooShort(alert.climbsAt, command.until, now) ?? happens({ kind: 'extended', ...given });
  },
  share: (alert, command) => {
    if (alert.sign !== 'pleasure') return refuse('not-good-news', 'What hurts goes up, not sideways.');
    const known = new Set([...alert.sharedWith, ...reached(alert)]);
    const fresh = [...new Set(command.with)].filter((unit) => !known.has(unit));
    if (fresh.length === 0) return hold('nothing-new');
    return happens({ kind: 'shared', ...actor(command), with: fresh, note: command.note });
  },
  resolve: (_, { cause, remedy, review, ...command }, { now }) => {
    if (review && at(review.at) <= at(now))
      return refuse('review-too-late', `The review on ${review.on} is in the past.`);
    return happens({ kind: 'resolved', ...actor(command), cause, remedy, ...(review && { review }) });
  },
  'answer-due': (alert, _, time) => {
    if (alert.answerBy === null) return hold('no-answer-owed');
    const told = overdue(alert, time);
    return told.length === 0 ? hold('not-yet') : happens(...told);
  },
  remind: (alert, _, { now }) => {
    if (alert.remindAt === null) return hold('nobody-to-remind');
    if (at(now) < at(alert.remindAt)) return hold('not-yet');
    const because = alert.state === 'acknowledged' ? 'review-due' : 'not-acknowledged';
    return happens({ kind: 'reminded', unit: holderOf(alert), because });
  },
  review: () => hold('not-closed'),
  group: (alert, { under }, time) => {
    if (alert.apart || alert.about.kind !== 'deviation') return hold('apart');
    if (alert.under?.alert === under) return hold('nothing-new');
    return happens(groupedUnder(alert, under, time));
  },
  ask: (alert, { units, sentence }) =>
    alert.asked ? hold('nothing-new') : happens({ kind: 'asked', units, sentence }),
  unanswered: (_, { unit }) => happens({ kind: 'answer-overdue', unit }),
  ungroup: (alert, _, time) =>
    alert.under === null ? hold('not-grouped') : happens(goingOn(alert, 'closed-above', time)),
};

const gone = (alert: Alert): Decision =>
  refuse('alert-closed', `The alert was closed at ${alert.closedAt}: ${alert.state}.`);
const closed: Row = {
  revise: () => hold('closed'),
  recover: () => hold('closed'),
  withdraw: () => hold('closed'),
  lapse: () => hold('closed'),
  'time-up': () => hold('closed'),
  'move-clock': () => hold('closed'),
  'move-reminder': () => hold('closed'),
  acknowledge: gone,
  answer: gone,
  confirm: gone,
  'ask-help': gone,
  'ask-time': gone,
  extend: gone,
  share: gone,
  resolve: gone,
  'answer-due': () => hold('closed'),
  remind: () => hold('closed'),
  group: () => hold('closed'),
  ungroup: () => hold('closed'),
  ask: () => hold('closed'),
  unanswered: () => hold('closed'),
  review: (alert, { verdict }, { now }) => {
    if (alert.reviewAt === null) return hold('closed');
    return at(now) < at(alert.reviewAt) ? hold('not-yet') : happens({ kind: 'reviewed', verdict });
  },
};

/** States × commands, total: the compiler asks for every cell. Acknowledging changes reminders, never the climb. */
export const table: Record<AlertState, Row> = {
  open: living,
  acknowledged: living,
  recovered: closed,
  resolved: closed,
  withdrawn: closed,
  lapsed: closed,
};

/** What a command makes of an alert at an instant: happenings, a named reason for nothing, or a refusal. */
export function decide<K extends CommandKind>(
  alert: Alert,
  command: CommandOf<K> & AlertCommand,
  time: Time,
): Decision {
  const rule = table[alert.state][command.kind] as Rule<K>;
  return rule(alert, command, time);
}

function actor({ by, unit }: Actor): Actor {
  return { by, unit };
}

function noted(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note };
}
