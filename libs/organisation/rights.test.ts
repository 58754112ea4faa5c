import { describe, expect, it } from '@jest/globals';
import { type Alert, type Change, type Indicator, Role } from '#libs/contracts';
import { alertPath } from './agreements.js';
import { federation } from './testing/federation.js';
import { organise } from './organise.js';
import { maySeeChange } from './may-see-change.js';
import { actsOn, maySeeAlert, maySeeSeries } from './rights.js';
import { readViewer } from './viewer.js';

const org = organise(1, federation());
const of = (unit: string) => ({ name: 'Ana', unit, roles: Role.options, account: null });
const everybody = ['team', 'works', 'federation', 'office', 'other', 'nobody'];

function alertAt(level: number, more: Partial<Alert> = {}): Alert {
  return {
    id: 'alert',
    sequence: 1,
    indicator: 'team.output',
    state: 'open',
    sign: 'pain',
    path: alertPath(org, { unit: 'team', indicator: 'team.output', kind: 'deviation', severity: 'ordinary' }),
    level,
    reach: level + 1,
    sharedWith: [],
    under: null,
    asked: false,
    apart: false,
    again: null,
    goneIn: null,
    openedAt: '2026-11-21T12:00:00Z',
    climbsAt: null,
    answerBy: null,
    remindAt: null,
    askedUntil: null,
    toConfirm: [],
    reviewAt: null,
    clock: null,
    acknowledgedUntil: null,
    closedAt: null,
    about: {
      kind: 'deviation',
      sd: 1,
      deviation: {
        id: 'd',
        status: 'raised',
        kind: 'step',
        direction: 'down',
        onset: '2026-11-20',
        size: -3,
        sizeInSd: -3,
        levelBefore: 10,
        probability: 0.9,
        sentence: { en: 'It has fallen.', es: 'Ha caído.' },
      },
    },
    replayed: false,
    ...more,
  };
}

const output = (visibility: Indicator['visibility'], id = 'team.output') => {
  const indicator = org.indicator(id);
  if (!indicator) throw new Error('the fixture has it');
  return { ...indicator, visibility };
};
const whoSees = (indicator: Indicator, alerts: Alert[] = []) =>
  everybody.filter((unit) => maySeeSeries(org, of(unit), indicator, alerts));

describe('the figures of a team', () => {
  it.each<[Indicator['visibility'], string[]]>([
    ['unit', ['team']],
    ['line', ['team', 'works', 'federation']],
    ['federation', ['team', 'works', 'federation', 'office']],
  ])('shared with the %s are seen by %j', (visibility, seers) => {
    expect(whoSees(output(visibility))).toEqual(seers);
  });

  it('are seen as high as an alert of theirs has climbed, and as long as it is open', () => {
    expect(whoSees(output('unit'), [alertAt(0)])).toEqual(['team']);
    expect(whoSees(output('unit'), [alertAt(1)])).toEqual(['team', 'works']);
    expect(whoSees(output('unit'), [alertAt(1, { closedAt: '2026-11-22T00:00:00Z', state: 'resolved' })])).toEqual([
      'team',
    ]);
    expect(whoSees(output('unit', 'team.people'), [alertAt(2)])).toEqual(['team']);
  });
});

const rights = (unit: string, alert: Alert) => {
  const may = actsOn(org, of(unit), alert);
  return Object.entries(may).flatMap(([act, allowed]) => (allowed ? [act] : []));
};

describe('an alert', () => {
  it('is seen by the units that it has reached', () => {
    expect(everybody.filter((unit) => maySeeAlert(of(unit), alertAt(1)))).toEqual(['team', 'works']);
  });

  it.each<[string, number, string[]]>([
    ['team', 0, ['acknowledge', 'answer', 'resolve', 'askHelp']],
    ['works', 0, []],
    ['team', 1, ['answer', 'resolve']],
    ['works', 1, ['acknowledge', 'answer', 'resolve', 'askHelp']],
    ['works', 2, ['answer']],
    ['federation', 2, ['acknowledge', 'answer', 'resolve']],
    ['office', 2, []],
  ])('%s may, at level %s: %j', (unit, level, acts) => {
    expect(rights(unit, alertAt(level))).toEqual(acts);
  });

  it('leaves nothing to do once closed, nor to a unit that is no more', () => {
    expect(rights('team', alertAt(0, { closedAt: '2026-11-22T00:00:00Z', state: 'recovered' }))).toEqual([]);
    expect(rights('gone', alertAt(0, { path: [{ unit: 'gone', minutes: 1 }] }))).toEqual([]);
  });
});

describe('a change', () => {
  const figures = { kind: 'figures', from: '2026-11-21', to: '2026-11-21' } as const;
  it.each<[string, Change, string[]]>([
    ['of figures', { ...figures, indicator: 'works.output', unit: 'works' }, ['works', 'federation']],
    ['of figures that are no more', { ...figures, indicator: 'gone', unit: 'team' }, ['team', 'works', 'federation']],
    [
      'of an alert',
      { kind: 'alert', alert: 'alert', sequence: 2, indicator: 'team.output', reached: ['team', 'works'] },
      ['team', 'works'],
    ],
    ['of the organisation', { kind: 'organisation', version: 2 }, everybody],
  ])('%s is heard by those concerned', (_what, change, hearers) => {
    expect(everybody.filter((unit) => maySeeChange(org, of(unit), change))).toEqual(hearers);
  });
});

describe('the viewer', () => {
  it.each([
    ['Ana@team', { name: 'Ana', unit: 'team' }],
    ['Ana%20Mu%C3%B1oz@team', { name: 'Ana Muñoz', unit: 'team' }],
    ['ana@home@team', { name: 'ana@home', unit: 'team' }],
    ['ana%40home@team', { name: 'ana@home', unit: 'team' }],
  ])('%s is read', (text, viewer) => {
    expect(readViewer(text)).toEqual(viewer);
  });

  it.each([
    [undefined, 'viewer-missing'],
    ['', 'viewer-missing'],
    ['  ', 'viewer-missing'],
    ['Ana', 'viewer-malformed'],
    ['@team', 'viewer-malformed'],
    ['Ana@', 'viewer-malformed'],
    ['Ana@Team 7', 'viewer-malformed'],
    ['%E0%A4%A@team', 'viewer-malformed'],
    ['Ana%0AEve@team', 'viewer-malformed'],
    [`${'x'.repeat(121)}@team`, 'viewer-malformed'],
  ])('%j is refused: %s', (text, code) => {
    expect(readViewer(text)).toMatchObject({ code });
  });
});
