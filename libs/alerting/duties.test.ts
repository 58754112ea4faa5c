import type { AlertEvent, AlertHappening } from '#libs/contracts';
import { describe, expect, test } from '@jest/globals';
import { dutiesOf } from './duties.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
const by = (unit: string) => ({ by: 'Kim', unit });
const path = ['team', 'works', 'union'].map((unit) => ({ unit, minutes: 30 }));
const raised = (level: number): AlertHappening => ({
  kind: 'raised',
  indicator: null,
  sign: 'pain',
  path,
  about: { kind: 'cord', text: 'The roof leaks', by: null },
  level,
  climbsAt: at(30),
  ...(level > 0 && { answerBy: at(30) }),
});
const answered = (unit: string): AlertHappening => ({ kind: 'answered', ...by(unit), answer: 'advice', text: 'Rest' });
const climbed = (level: number, minute: number): AlertHappening => ({
  kind: 'climbed',
  because: 'time-up',
  from: path[level - 1]?.unit ?? '',
  to: path[level]?.unit ?? '',
  climbsAt: at(minute + 30),
  answerBy: at(minute + 30),
});

function told(...happenings: [minute: number, happening: AlertHappening][]): AlertEvent[] {
  return happenings.map(([minute, happening], index) => ({
    alert: 'cord-1',
    sequence: index + 1,
    at: at(minute),
    happening,
  }));
}

describe('a duty to answer', () => {
  test('is nobody’s while the cord is with its own unit', () => {
    expect(dutiesOf(told([0, raised(0)], [5, answered('team')]))).toEqual([]);
  });

  test('begins where a cord comes from below, and ends with the answer', () => {
    expect(dutiesOf(told([0, raised(1)], [10, answered('works')]))).toEqual([
      { unit: 'works', kind: 'cord', since: at(0), dueAt: at(30), answeredAt: at(10), overdue: false, endedAt: null },
    ]);
  });

  test('is not met by somebody else', () => {
    expect(dutiesOf(told([0, raised(1)], [10, answered('team')]))).toMatchObject([{ answeredAt: null }]);
  });

  test('that was missed can still be met late, each by its own unit', () => {
    const missed = { kind: 'answer-overdue', unit: 'works' } as const;
    const events = told(
      [0, raised(1)],
      [30, missed],
      [30, climbed(2, 30)],
      [40, answered('works')],
      [50, answered('union')],
    );
    expect(dutiesOf(events)).toEqual([
      { unit: 'works', kind: 'cord', since: at(0), dueAt: at(30), answeredAt: at(40), overdue: true, endedAt: null },
      { unit: 'union', kind: 'cord', since: at(30), dueAt: at(60), answeredAt: at(50), overdue: false, endedAt: null },
    ]);
  });

  test('ends with the alert', () => {
    const resolved = { kind: 'resolved', ...by('team'), cause: 'A tile', remedy: 'A new one' } as const;
    expect(dutiesOf(told([0, raised(1)], [12, resolved]))).toMatchObject([{ answeredAt: null, endedAt: at(12) }]);
  });
});
