import type { Notice, NoticeAbout, NoticeEvent, NoticeHappening, NoticeState, Refusal } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import { advanceNotice, type AdvancedNotice } from './fold-notice.js';

/** Who speaks, and for which unit. */
export interface Speaker {
  by: string;
  byUnit: string;
}

/** Everything that can be asked of a notice: by people, and by the clock at its end. */
export type NoticeCommand =
  | ({ kind: 'change'; until: string } & Speaker)
  | ({ kind: 'end' } & Speaker)
  | ({ kind: 'withdraw' } & Speaker)
  | { kind: 'time-up' };

export type NoticeDecision =
  | { kind: 'happens'; happenings: NoticeHappening[] }
  | { kind: 'hold'; because: 'not-yet' | 'nothing-new' | 'over' }
  | { kind: 'refuse'; refusal: Refusal };

type Kind = NoticeCommand['kind'];
type Rule<K extends Kind> = (
  notice: Notice,
  command: Extract<NoticeCommand, { kind: K }>,
  now: string,
) => NoticeDecision;
type Row = { [K in Kind]: Rule<K> };

const happens = (...happenings: NoticeHappening[]): NoticeDecision => ({ kind: 'happens', happenings });
const hold = (because: 'not-yet' | 'nothing-new' | 'over'): NoticeDecision => ({ kind: 'hold', because });
const refuse = (code: Refusal['code'], message: string): NoticeDecision => ({
  kind: 'refuse',
  refusal: { code, message },
});
const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;
const speaker = ({ by, byUnit }: Speaker): Speaker => ({ by, byUnit });
const over = (until: string): NoticeHappening => ({ kind: 'ended', because: 'time-up', by: null, byUnit: null, until });
const longestMs = 400 * 86_400_000;

const change: Rule<'change'> = (notice, command, now) => {
  const fault = faultOf(notice.from, command.until);
  if (fault) return { kind: 'refuse', refusal: fault };
  if (at(command.until) === at(notice.until)) return hold('nothing-new');
  const changed: NoticeHappening = { kind: 'changed', ...speaker(command), until: command.until };
  return at(command.until) <= at(now) ? happens(changed, over(command.until)) : happens(changed);
};
const withdraw: Rule<'withdraw'> = (_, command) => happens({ kind: 'withdrawn', ...speaker(command) });
const gone = ({ state, until }: Notice) => refuse('notice-over', `The notice is ${state}; its end was ${until}.`);

/** States × commands, total: the compiler asks for every cell. */
export const noticeTable: Record<NoticeState, Row> = {
  standing: {
    change,
    end: ({ from }, command, now) =>
      at(now) <= at(from)
        ? refuse('notice-not-begun', `The notice begins at ${from}.`)
        : happens({ kind: 'ended', because: 'by-hand', ...speaker(command), until: now }),
    withdraw,
    'time-up': ({ until }, _, now) => (at(now) < at(until) ? hold('not-yet') : happens(over(until))),
  },
  // What is over may turn out to have lasted longer, or not to have been at all.
  ended: { change, end: gone, withdraw, 'time-up': () => hold('over') },
  withdrawn: { change: gone, end: gone, withdraw: gone, 'time-up': () => hold('over') },
};

/** What a command makes of a notice at an instant: happenings, a named reason for nothing, or a refusal. */
export function decideNotice<K extends Kind>(
  notice: Notice,
  command: Extract<NoticeCommand, { kind: K }> & NoticeCommand,
  now: string,
): NoticeDecision {
  const rule = noticeTable[notice.state][command.kind] as Rule<K>;
  return rule(notice, command, now);
}

/** Declares a notice, for what is to come or what has been; one whose end has come already is over at once. */
export function declareNotice(id: string, about: NoticeAbout, who: Speaker, now: string): AdvancedNotice | Refusal {
  const fault = faultOf(about.from, about.until);
  if (fault) return fault;
  const declared: NoticeEvent = {
    notice: id,
    sequence: 1,
    at: now,
    happening: { kind: 'declared', about, ...speaker(who) },
  };
  const first = advanceNotice(null, [declared]);
  if (at(about.until) > at(now)) return first;
  const ended = advanceNotice(first.notice, [{ notice: id, sequence: 2, at: now, happening: over(about.until) }]);
  return { notice: ended.notice, events: [...first.events, ...ended.events] };
}

function faultOf(from: string, until: string): Refusal | null {
  const length = at(until) - at(from);
  if (length > 0 && length <= longestMs) return null;
  return { code: 'notice-span', message: `From ${from} to ${until} is no stretch of at most 400 days.` };
}
