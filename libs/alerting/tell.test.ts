import { describe, expect, it } from '@jest/globals';
import type { AlertHappening } from '#libs/contracts';
import { advance, raise } from './happen.js';
import { reached, tell } from './tell.js';
import { actor, openAlert, openedAt, raised, timeAt } from './testing/alerts.js';

function told(level: number, happening: AlertHappening): string[] {
  const { alert, events } = advance(openAlert({ level }), [happening], openedAt);
  return events.flatMap((event) => tell(alert, event).map(({ to, direction }) => `${to} ${direction}`));
}

describe('who hears', () => {
  it('of a new alert: the unit concerned, first and only', () => {
    const { alert, events } = raise('a', raised(), timeAt(openedAt), false);
    expect(events.flatMap((event) => tell(alert, event))).toEqual([{ to: 'team', direction: 'own' }]);
    expect(reached(alert)).toEqual(['team']);
  });

  it('of a climb: those below, and the unit that it has come up to', () => {
    const climb = { kind: 'climbed', from: 'team', to: 'works', because: 'time-up', climbsAt: null } as const;
    expect(told(0, climb)).toEqual(['team down', 'works up']);
    expect(told(1, { ...climb, from: 'works', to: 'federation' })).toEqual([
      'team down',
      'works down',
      'federation up',
    ]);
  });

  it.each([
    ['team', ['team own', 'works up', 'federation up']],
    ['works', ['team down', 'works own', 'federation up']],
    ['federation', ['team down', 'works down', 'federation own']],
  ])('of an answer by %s: the whole path that was reached', (unit, tellings) => {
    expect(told(2, { kind: 'answered', by: actor.by, unit, answer: 'help', text: 'We come.' })).toEqual(tellings);
  });

  it('of what the filter says: the origin as its own, those above from below', () => {
    expect(told(1, { kind: 'recovered', because: 'back-at-the-level-before' })).toEqual(['team own', 'works up']);
  });
});
