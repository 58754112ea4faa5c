import { describe, expect, it } from '@jest/globals';
import type { AlertEvent } from '#libs/contracts';
import { apply, fold } from './fold.js';
import { advance, raise } from './happen.js';
import { about, actor, alertIn, deviation, openAlert, openedAt, raised, timeAt } from './testing/alerts.js';

const event = (sequence: number, happening: AlertEvent['happening']): AlertEvent => ({
  alert: 'a',
  sequence,
  at: openedAt,
  happening,
});

describe('the fold', () => {
  it('opens with the unit concerned and its own time', () => {
    expect(openAlert()).toMatchObject({ state: 'open', level: 0, sequence: 1, climbsAt: '2026-11-21T09:00:00.000Z' });
  });

  it('gives pleasure and a single level no clock', () => {
    expect(openAlert({ sign: 'pleasure' }).climbsAt).toBeNull();
    expect(
      raise('a', raised('pain', [{ unit: 'team', minutes: 5 }]), timeAt(openedAt), false).alert.climbsAt,
    ).toBeNull();
  });

  it('starts a new clock at each level, from the climb, and none at the last', () => {
    const climb = {
      kind: 'climbed',
      from: 'team',
      to: 'works',
      because: 'time-up',
      climbsAt: '2026-11-21T11:07:00.000Z',
    } as const;
    const { alert } = advance(alertIn('acknowledged'), [climb], '2026-11-21T09:07:00Z');
    expect(alert).toMatchObject({
      state: 'open',
      level: 1,
      climbsAt: '2026-11-21T11:07:00.000Z',
      acknowledgedUntil: null,
    });
    expect(advance(alert, [{ ...climb, climbsAt: null }], '2026-11-21T11:07:00Z').alert).toMatchObject({
      level: 2,
      climbsAt: null,
    });
  });

  it.each(['recovered', 'resolved', 'withdrawn', 'lapsed'] as const)('%s: closed, and no clock runs', (state) => {
    expect(alertIn(state)).toMatchObject({ state, closedAt: openedAt, climbsAt: null, acknowledgedUntil: null });
  });

  it('lets an answer change nothing but the timeline, and a revision only what is told', () => {
    const before = openAlert();
    const answered = advance(before, [{ kind: 'answered', ...actor, answer: 'advice', text: 'Wait.' }], openedAt).alert;
    expect(answered).toEqual({ ...before, sequence: 2 });
    const now = { ...about, deviation: { ...deviation, kind: 'step' as const } };
    expect(advance(before, [{ kind: 'revised', about: now }], openedAt).alert).toEqual({
      ...before,
      sequence: 2,
      about: now,
    });
  });

  it('breaks on a gap, a repetition, a second opening and a stream without one', () => {
    const end = { kind: 'recovered', because: 'back-at-the-level-before' } as const;
    expect(() => apply(openAlert(), event(3, end))).toThrow('does not follow');
    expect(() => apply(openAlert(), event(1, end))).toThrow('does not follow');
    expect(() => apply(openAlert(), event(2, raised()))).toThrow('was raised before');
    expect(() => fold([event(1, end)], false)).toThrow('first event');
    expect(() => fold([], false)).toThrow('first event');
  });
});
