import { describe, expect, it } from '@jest/globals';
import { AlertState } from '#libs/contracts';
import type { CommandKind } from './command.js';
import { decide, table } from './decide.js';
import { about, actor, alertIn, commands, openAlert, timeAt } from './testing/alerts.js';

const living: Record<CommandKind, string> = {
  revise: 'revised',
  recover: 'recovered',
  withdraw: 'withdrawn',
  'time-up': 'climbed',
  lapse: 'lapsed',
  'move-clock': 'clock-moved',
  'move-reminder': 'hold: nobody-to-remind',
  acknowledge: 'acknowledged',
  answer: 'answered',
  confirm: 'hold: nothing-new',
  'ask-help': 'help-asked, climbed',
  resolve: 'resolved',
  'ask-time': 'extension-asked',
  extend: 'extended',
  share: 'refuse: not-good-news',
  'answer-due': 'hold: no-answer-owed',
  remind: 'hold: nobody-to-remind',
  review: 'hold: not-closed',
  group: 'grouped',
  ungroup: 'hold: not-grouped',
  ask: 'asked',
  unanswered: 'answer-overdue',
};
const closed: Record<CommandKind, string> = {
  revise: 'hold: closed',
  recover: 'hold: closed',
  withdraw: 'hold: closed',
  'time-up': 'hold: closed',
  lapse: 'hold: closed',
  'move-clock': 'hold: closed',
  'move-reminder': 'hold: closed',
  acknowledge: 'refuse: alert-closed',
  answer: 'refuse: alert-closed',
  confirm: 'refuse: alert-closed',
  'ask-help': 'refuse: alert-closed',
  resolve: 'refuse: alert-closed',
  'ask-time': 'refuse: alert-closed',
  extend: 'refuse: alert-closed',
  share: 'refuse: alert-closed',
  'answer-due': 'hold: closed',
  remind: 'hold: closed',
  review: 'hold: closed',
  group: 'hold: closed',
  ungroup: 'hold: closed',
  ask: 'hold: closed',
  unanswered: 'hold: closed',
};
const expected: Record<AlertState, Record<CommandKind, string>> = {
  open: living,
  acknowledged: { ...living, remind: 'hold: not-yet' },
  recovered: closed,
  resolved: closed,
  withdrawn: closed,
  lapsed: closed,
};
const cells = AlertState.options.flatMap((state) =>
  Object.values(commands).map((command) => ({ state, command, says: expected[state][command.kind] })),
);
const due = '2026-11-21T09:00:00.000Z';

function said(decision: ReturnType<typeof decide>): string {
  if (decision.kind === 'happens') return decision.happenings.map(({ kind }) => kind).join(', ');
  return decision.kind === 'hold' ? `hold: ${decision.because}` : `refuse: ${decision.refusal.code}`;
}

describe('states × commands', () => {
  it('has a cell for every state and command', () => {
    expect(cells).toHaveLength(AlertState.options.length * Object.keys(commands).length);
    for (const row of Object.values(table))
      expect(Object.keys(row).toSorted()).toEqual(Object.keys(commands).toSorted());
  });

  it.each(cells)('$state, $command.kind → $says', ({ state, command, says }) => {
    const now = command.kind === 'time-up' ? due : '2026-11-21T08:10:00Z';
    expect(said(decide(alertIn(state), command, timeAt(now)))).toBe(says);
  });
});

describe('the clock', () => {
  const timeUp = { kind: 'time-up' } as const;

  it.each([
    ['before the agreed time', openAlert(), '2026-11-21T08:59:59.999Z', 'hold: not-yet'],
    ['on it, however the instant is written', openAlert(), '2026-11-21T10:00:00+01:00', 'climbed'],
    ['long after it, one level all the same', openAlert(), '2027-11-21T08:00:00Z', 'climbed'],
    ['though acknowledged', alertIn('acknowledged'), due, 'climbed'],
    ['at the last level', openAlert({ level: 2 }), '2027-11-21T08:00:00Z', 'hold: at-the-last-level'],
    ['for pleasure', openAlert({ sign: 'pleasure' }), '2027-11-21T08:00:00Z', 'hold: pleasure-never-climbs'],
  ])('%s: %4$s', (_, alert, now, says) => {
    expect(said(decide(alert, timeUp, timeAt(now)))).toBe(says);
  });

  it('names both units of a climb and its reason', () => {
    expect(decide(openAlert({ level: 1 }), timeUp, timeAt('2026-11-21T10:00:00Z'))).toEqual({
      kind: 'happens',
      happenings: [{ kind: 'climbed', from: 'works', to: 'federation', because: 'time-up', climbsAt: null }],
    });
  });
});

describe('acknowledging', () => {
  it.each([
    ['2026-11-21T08:10:00Z', 'refuse: review-too-late'],
    ['2026-11-21T08:10:00.001Z', 'acknowledged'],
    ['2026-11-21T09:00:00Z', 'acknowledged'],
    ['2026-11-21T09:00:00.001Z', 'refuse: review-too-late'],
  ])('until %s at 08:10, with the climb at 09:00: %s', (until, says) => {
    const command = { kind: 'acknowledge', ...actor, until } as const;
    expect(said(decide(openAlert(), command, timeAt('2026-11-21T08:10:00Z')))).toBe(says);
  });

  it('has no latest time where nothing climbs', () => {
    const command = { kind: 'acknowledge', ...actor, until: '2027-01-01T00:00:00Z' } as const;
    expect(said(decide(openAlert({ level: 2 }), command, timeAt(due)))).toBe('acknowledged');
  });
});

describe('people and the filter', () => {
  it('are refused help where no level is above', () => {
    expect(said(decide(openAlert({ level: 2 }), commands['ask-help'], timeAt(due)))).toBe('refuse: alert-at-the-top');
  });

  it('hold where the filter has nothing new to tell', () => {
    expect(said(decide(openAlert(), { kind: 'revise', about: { ...about } }, timeAt(due)))).toBe('hold: nothing-new');
  });

  it('keep who spoke, for which unit, and what was said', () => {
    expect(decide(openAlert(), commands.acknowledge, timeAt(openAlert().openedAt))).toMatchObject({
      happenings: [{ by: 'Ana', unit: 'team', until: '2026-11-21T08:45:00Z', note: 'looking' }],
    });
    expect(decide(openAlert(), { kind: 'ask-help', ...actor }, timeAt(due))).toMatchObject({
      happenings: [{ kind: 'help-asked', ...actor }, { because: 'help-asked' }],
    });
  });
});
