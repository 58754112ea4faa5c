import { describe, expect, it } from '@jest/globals';
import { raise } from '#libs/alerting';
import { organise } from '#libs/organisation';
import { moveClocks, unitsWithOtherHours } from './move-clocks.js';
import { noChanges } from './rows.js';
import { timeIn } from './time-in.js';

const free = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const mornings = { week: { ...free, monday: ['08:00-12:00'], tuesday: ['08:00-12:00'] }, holidays: [] };

function works(calendar?: object, zone = 'UTC') {
  return organise(1, {
    name: 'Works',
    credits: [],
    units: [
      { id: 'works', name: 'Works', parent: null, timeZone: zone, ...(calendar ? { calendar } : {}) },
      { id: 'team', name: 'Team', parent: 'works' },
      { id: 'alone', name: 'Alone', parent: null, timeZone: 'UTC' },
    ],
    indicators: [],
    agreements: [],
  } as Parameters<typeof organise>[1]);
}

const deviation = {
  id: 'd',
  status: 'raised',
  kind: 'step',
  direction: 'down',
  onset: '2026-05-03',
  size: -5,
  sizeInSd: -4,
  levelBefore: 10,
  probability: 0.9,
  sentence: { en: 'It fell.', es: 'Bajó.' },
} as const;
const path = [
  { unit: 'team', minutes: 300 },
  { unit: 'works', minutes: 60 },
];

function alarmed(organisation: ReturnType<typeof works>, now: string) {
  const about = { kind: 'deviation', deviation, sd: 1 } as const;
  const raised = { kind: 'raised', indicator: 'x', sign: 'pain', path, about } as const;
  return { alert: raise('x', raised, timeIn(organisation, now), false).alert, onset: 0, replay: null };
}

describe('a changed calendar', () => {
  it('concerns the units that work at other times: by their own, an inherited calendar, or the zone that it is in', () => {
    expect(unitsWithOtherHours(works(), works())).toEqual([]);
    expect(unitsWithOtherHours(works(), works(mornings))).toEqual(['works', 'team']);
    expect(unitsWithOtherHours(works(mornings), works(mornings, 'Europe/Madrid'))).toEqual(['works', 'team']);
    expect(unitsWithOtherHours(works(), works(undefined, 'Europe/Madrid'))).toEqual([]);
    expect(unitsWithOtherHours(null, works(mornings))).toEqual(['works', 'team']);
  });

  it('lets a clock go on with the working time that was left', () => {
    // Monday 4 May 2026, 10:00: five hours round the clock would end at 15:00.
    const known = alarmed(works(), '2026-05-04T10:00:00.000Z');
    expect(known.alert.climbsAt).toBe('2026-05-04T15:00:00.000Z');
    const changes = noChanges('2026-05-04T11:00:00.000Z');
    moveClocks(changes, { before: works(), after: works(mornings), because: 'calendar-changed' }, [known]);
    const [row] = changes.alerts;
    // Four hours are left: one until noon, three on Tuesday.
    expect(row?.alert).toMatchObject({ climbsAt: '2026-05-05T11:00:00.000Z', clock: { minutes: 240 } });
    expect(changes.timers.set).toEqual([
      { kind: 'climb', subject: 'x', dueAt: '2026-05-05T11:00:00.000Z', replay: null },
    ]);
    expect(changes.outgoing.map(({ key }) => key)).toEqual(['team']);

    const back = noChanges('2026-05-04T13:00:00.000Z');
    moveClocks(back, { before: works(mornings), after: works(), because: 'calendar-changed' }, [
      { ...known, alert: row?.alert ?? known.alert },
    ]);
    expect(back.alerts[0]?.alert).toMatchObject({ climbsAt: '2026-05-04T16:00:00.000Z', clock: { minutes: 180 } });
  });

  it('moves a reminder that is still to come, also where no clock runs, and never the instant that somebody has named', () => {
    // Half an hour to say "we are on it": at 10:00 by the mornings of Monday 4 May, half of it still to come at 10:15.
    const about = { kind: 'deviation', deviation, sd: 1 } as const;
    const way = [{ unit: 'team', minutes: 300, acknowledge: 30 }];
    const raised = { kind: 'raised', indicator: 'x', sign: 'pain', path: way, about } as const;
    const { alert } = raise('x', raised, timeIn(works(mornings), '2026-05-04T10:00:00.000Z'), false);
    expect(alert).toMatchObject({ clock: null, remindAt: '2026-05-04T10:30:00.000Z' });
    const free = { ...mornings, holidays: [{ date: '2026-05-04', name: 'Free', hours: [] }] };
    const move = { before: works(mornings), after: works(free), because: 'calendar-changed' } as const;
    const moved = (known: typeof alert, now = '2026-05-04T10:15:00.000Z') => {
      const changes = noChanges(now);
      moveClocks(changes, move, [{ alert: known, onset: 0, replay: null }]);
      return changes;
    };
    const changes = moved(alert);
    expect(changes.alerts[0]?.alert.remindAt).toBe('2026-05-05T08:15:00.000Z');
    expect(changes.timers.set).toEqual([
      { kind: 'remind', subject: 'x', dueAt: '2026-05-05T08:15:00.000Z', replay: null },
    ]);
    expect(moved({ ...alert, state: 'acknowledged' }).alerts).toEqual([]);
    expect(moved(alert, '2026-05-04T10:30:00.000Z').alerts).toEqual([]);
  });

  it('leaves alone what comes out the same, and what has no clock', () => {
    const known = alarmed(works(mornings), '2026-05-04T08:00:00.000Z');
    const later = { ...mornings, holidays: [{ date: '2026-12-25', name: 'Christmas', hours: [] }] };
    const changes = noChanges('2026-05-04T09:00:00.000Z');
    moveClocks(changes, { before: works(mornings), after: works(later), because: 'calendar-changed' }, [
      known,
      { ...known, alert: { ...known.alert, climbsAt: null, clock: null } },
    ]);
    expect(changes.alerts).toEqual([]);
  });
});
