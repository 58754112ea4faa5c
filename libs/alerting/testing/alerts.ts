import type { Alert, AlertAbout, AlertHappening, AlertState, Deviation, Sign, Step, Verdict } from '#libs/contracts';
import type { AlertCommand, CommandKind, Due, Time } from '../command.js';
import { advance, raise } from '../happen.js';
import { Temporal } from 'temporal-polyfill';

export const openedAt = '2026-11-21T08:00:00.000Z';

const ms = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;

/** Everybody works round the clock. */
const roundTheClock: Due = (_, from, minutes) =>
  Temporal.Instant.from(from)
    .add({ seconds: Math.round(minutes * 60) })
    .toString({ fractionalSecondDigits: 3 });

/** An instant at which everybody works round the clock. */
export function timeAt(now: string): Time {
  return { now, due: roundTheClock, worked: (_, from, to) => (ms(to) - ms(from)) / 60_000 };
}

export const deviation: Deviation = {
  id: '2026-11-20',
  status: 'raised',
  kind: 'unclear',
  direction: 'down',
  onset: '2026-11-20',
  size: -12,
  sizeInSd: -4,
  levelBefore: 100,
  probability: 0.97,
  sentence: { en: 'It has fallen.', es: 'Ha caído.' },
};

export const about: AlertAbout = { kind: 'deviation', deviation, sd: 3 };

const threeLevels: Step[] = [
  { unit: 'team', minutes: 60 },
  { unit: 'works', minutes: 120 },
  { unit: 'federation', minutes: 30 },
];

export const actor = { by: 'Ana', unit: 'team' };

/** What opens an alert, by sign and path. */
export function raised(sign: Sign = 'pain', path = threeLevels): Extract<AlertHappening, { kind: 'raised' }> {
  return { climbsAt: null, kind: 'raised', indicator: 'team.output', sign, path, about };
}

/** An open alert at a level of its path, opened at `openedAt` and climbed at once as often as needed. */
export function openAlert({ sign = 'pain', level = 0 }: { sign?: Sign; level?: number } = {}): Alert {
  let { alert } = raise('a', raised(sign), timeAt(openedAt), false);
  for (let from = 0; from < level; from += 1) {
    alert = advance(alert, [climbed(from, sign)], openedAt).alert;
  }
  return alert;
}

function climbed(from: number, sign: Sign): AlertHappening {
  const last = from + 1 === threeLevels.length - 1;
  const minutes = threeLevels[from + 1]?.minutes ?? 0;
  return {
    kind: 'climbed',
    from: threeLevels[from]?.unit ?? '',
    to: threeLevels[from + 1]?.unit ?? '',
    because: 'help-asked',
    climbsAt: last || sign === 'pleasure' ? null : roundTheClock('', openedAt, minutes),
  };
}

const endings: Record<AlertState, AlertHappening[]> = {
  open: [],
  acknowledged: [{ kind: 'acknowledged', ...actor, until: '2026-11-21T08:30:00Z' }],
  recovered: [{ kind: 'recovered', because: 'back-at-the-level-before' }],
  resolved: [{ kind: 'resolved', ...actor, cause: 'a belt', remedy: 'a new one' }],
  withdrawn: [{ kind: 'withdrawn', because: 'corrected' }],
  lapsed: [{ kind: 'lapsed', because: 'history-ended' }],
};

/** An alert in a state, reached at `openedAt`. */
export function alertIn(state: AlertState): Alert {
  return advance(openAlert(), endings[state], openedAt).alert;
}

const verdict: Verdict = {
  before: { level: 90, sd: 1, slope: 0 },
  after: { level: 100, sd: 1, slope: 0 },
  moved: true,
  sentence: { en: 'It has moved.', es: 'Se ha movido.' },
};

/** One command of every kind, each of which an open alert at its first level takes at 08:10. */
export const commands: Record<CommandKind, AlertCommand> = {
  revise: { kind: 'revise', about: { ...about, deviation: { ...deviation, kind: 'step', status: 'revised' } } },
  recover: { kind: 'recover', because: 'back-at-the-level-before' },
  withdraw: { kind: 'withdraw', because: 'filter-withdrew' },
  'time-up': { kind: 'time-up' },
  lapse: { kind: 'lapse' },
  'move-clock': { kind: 'move-clock', because: 'noticed', minutes: 30 },
  'move-reminder': { kind: 'move-reminder', because: 'noticed', minutes: 30 },
  acknowledge: { kind: 'acknowledge', ...actor, until: '2026-11-21T08:45:00Z', note: 'looking' },
  answer: { kind: 'answer', ...actor, answer: 'help', text: 'Two people come.' },
  confirm: { kind: 'confirm', ...actor, answer: 9 },
  'ask-help': { kind: 'ask-help', ...actor, note: 'please' },
  resolve: { kind: 'resolve', ...actor, cause: 'a belt', remedy: 'a new one' },
  'ask-time': { kind: 'ask-time', ...actor, until: '2026-11-21T12:00:00Z', note: 'the part comes at noon' },
  extend: { kind: 'extend', ...actor, unit: 'works', until: '2026-11-21T12:00:00Z' },
  share: { kind: 'share', ...actor, with: ['other'], note: 'Try it.' },
  'answer-due': { kind: 'answer-due' },
  remind: { kind: 'remind' },
  review: { kind: 'review', verdict },
  group: { kind: 'group', under: 'works.output@above' },
  ungroup: { kind: 'ungroup' },
  ask: {
    kind: 'ask',
    units: [{ unit: 'below', indicator: 'below.output', share: 0.9 }],
    sentence: { en: 'Below explains 90 %.', es: 'Below explica el 90 %.' },
  },
  unanswered: { kind: 'unanswered', unit: 'below' },
};
