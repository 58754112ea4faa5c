import { type Alert, type AlertHappening, type AlertState, type Refusal, same } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import type { Actor, AlertCommand, CommandKind, CommandOf, Due } from './command.js';
import { climbsAt } from './climbs-at.js';

/** Why nothing happens: each decision has a name, so that it can be read, counted and tested. */
export type HoldReason =
  | 'closed'
  | 'not-yet'
  | 'pleasure-never-climbs'
  | 'at-the-last-level'
  | 'nothing-new'
  | 'no-clock-runs';

export type Decision =
  | { kind: 'happens'; happenings: AlertHappening[] }
  | { kind: 'hold'; because: HoldReason }
  | { kind: 'refuse'; refusal: Refusal };

/** When it is, and how the units' working time goes on from there. */
export interface Time {
  now: string;
  due: Due;
}

type Rule<K extends CommandKind> = (alert: Alert, command: CommandOf<K>, time: Time) => Decision;
type Row = { [K in CommandKind]: Rule<K> };

const happens = (...happenings: AlertHappening[]): Decision => ({ kind: 'happens', happenings });
const hold = (because: HoldReason): Decision => ({ kind: 'hold', because });
const refuse = (code: Refusal['code'], message: string): Decision => ({ kind: 'refuse', refusal: { code, message } });
const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;

const living: Row = {
  revise: (alert, { about }) => (same(about, alert.about) ? hold('nothing-new') : happens({ kind: 'revised', about })),
  recover: (_, { because }) => happens({ kind: 'recovered', because }),
  withdraw: (_, { because }) => happens({ kind: 'withdrawn', because }),
  lapse: () => happens({ kind: 'lapsed', because: 'history-ended' }),
  'time-up': (alert, _, time) => {
    if (alert.sign === 'pleasure') return hold('pleasure-never-climbs');
    if (alert.climbsAt === null) return hold('at-the-last-level');
    return at(time.now) < at(alert.climbsAt) ? hold('not-yet') : climb(alert, 'time-up', time);
  },
  'move-clock': (alert, { minutes }, time) => {
    const holder = alert.path[alert.level];
    if (alert.climbsAt === null || !holder) return hold('no-clock-runs');
    const due = time.due(holder.unit, time.now, minutes);
    if (at(due) === at(alert.climbsAt)) return hold('nothing-new');
    return happens({ kind: 'clock-moved', because: 'calendar-changed', minutes, climbsAt: due });
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
  answer: (_, command) => happens({ kind: 'answered', ...actor(command), answer: command.answer, text: command.text }),
  'ask-help': (alert, command, time) => {
    const asked: AlertHappening = { kind: 'help-asked', ...actor(command), ...noted(command.note) };
    const up = climb(alert, 'help-asked', time);
    if (up.kind !== 'happens') return refuse('alert-at-the-top', 'The alert is with the last level already.');
    return happens(asked, ...up.happenings);
  },
  resolve: (_, command) =>
    happens({ kind: 'resolved', ...actor(command), cause: command.cause, remedy: command.remedy }),
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
  acknowledge: gone,
  answer: gone,
  'ask-help': gone,
  resolve: gone,
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

function climb(alert: Alert, because: 'time-up' | 'help-asked', { now, due }: Time): Decision {
  const from = alert.path[alert.level];
  const to = alert.path[alert.level + 1];
  if (!from || !to) return hold('at-the-last-level');
  const next = climbsAt(alert, alert.level + 1, now, due);
  return happens({ kind: 'climbed', from: from.unit, to: to.unit, because, climbsAt: next });
}

function actor({ by, unit }: Actor): Actor {
  return { by, unit };
}

function noted(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note };
}
