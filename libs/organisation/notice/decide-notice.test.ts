import { type NoticeAbout, NoticeState } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { decideNotice, declareNotice, type NoticeCommand, noticeTable } from './decide-notice.js';
import { advanceNotice, happenToNotice } from './fold-notice.js';

const who = { by: 'Ana', byUnit: 'team' };
const from = '2026-05-04T08:00:00Z';
const until = '2026-05-04T16:00:00Z';
const about: NoticeAbout = { kind: 'planned-stop', unit: 'team', from, until, title: 'Boiler', text: null };
const before = '2026-05-01T00:00:00Z';
const midst = '2026-05-04T12:00:00Z';
const late = '2026-05-04T16:00:00Z';

function standing() {
  const declared = declareNotice('n', about, who, before);
  if ('code' in declared) throw new Error(declared.message);
  return declared.notice;
}

const over = { kind: 'ended', because: 'time-up', by: null, byUnit: null, until } as const;
const notices = {
  standing: standing(),
  ended: happenToNotice(standing(), [over], late).notice,
  withdrawn: happenToNotice(standing(), [{ kind: 'withdrawn', ...who }], before).notice,
};
const change = (to: string): NoticeCommand => ({ kind: 'change', until: to, ...who });
const end: NoticeCommand = { kind: 'end', ...who };
const withdraw: NoticeCommand = { kind: 'withdraw', ...who };
const timeUp: NoticeCommand = { kind: 'time-up' };
const longer = '2026-05-05T16:00:00Z';

function said(state: NoticeState, command: NoticeCommand, now: string): string {
  const decision = decideNotice(notices[state], command, now);
  if (decision.kind === 'happens') return decision.happenings.map(({ kind }) => kind).join(', ');
  return decision.kind === 'hold' ? `hold: ${decision.because}` : `refuse: ${decision.refusal.code}`;
}

describe('states × commands', () => {
  it.each([
    ['standing', change(longer), midst, 'changed'],
    ['standing', change('2026-05-04T09:00:00Z'), midst, 'changed, ended'],
    ['standing', change('2026-05-04T18:00:00+02:00'), midst, 'hold: nothing-new'],
    ['standing', change(from), midst, 'refuse: notice-span'],
    ['standing', change('2028-01-01T00:00:00Z'), midst, 'refuse: notice-span'],
    ['standing', end, midst, 'ended'],
    ['standing', end, before, 'refuse: notice-not-begun'],
    ['standing', withdraw, midst, 'withdrawn'],
    ['standing', timeUp, midst, 'hold: not-yet'],
    ['standing', timeUp, late, 'ended'],
    ['ended', change(longer), late, 'changed'],
    ['ended', end, late, 'refuse: notice-over'],
    ['ended', withdraw, late, 'withdrawn'],
    ['ended', timeUp, late, 'hold: over'],
    ['withdrawn', change(longer), late, 'refuse: notice-over'],
    ['withdrawn', end, late, 'refuse: notice-over'],
    ['withdrawn', withdraw, late, 'refuse: notice-over'],
    ['withdrawn', timeUp, late, 'hold: over'],
  ] as const)('%s, %j at %s → %s', (state, command, now, says) => {
    expect(said(state, command, now)).toBe(says);
  });

  it('has a row for every state', () => {
    expect(Object.keys(noticeTable).toSorted()).toEqual(NoticeState.options.toSorted());
  });
});

describe('a notice', () => {
  it('is the fold of its events, and over at once where its end has come', () => {
    const past = declareNotice('n', about, who, longer);
    expect(past).toMatchObject({ notice: { state: 'ended', sequence: 2, declaredAt: longer } });
    const events = 'code' in past ? [] : past.events;
    expect(advanceNotice(null, events)).toEqual(past);
    expect(() => advanceNotice(null, events.slice(1))).toThrow('out of sequence');
  });

  it('that ends before it begins is refused', () => {
    expect(declareNotice('n', { ...about, until: from }, who, before)).toMatchObject({ code: 'notice-span' });
  });
});
