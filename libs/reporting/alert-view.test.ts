import { describe, expect, it } from '@jest/globals';
import { AlertView } from '#libs/contracts';
import { alertSummary, alertView } from './alert-view.js';
import { alertAt, of, organisation } from './testing/federation.js';

const now = '2026-11-21T12:00:00Z';

describe('an alert as people read it', () => {
  it('has the names of its unit and indicator, and who holds it now', () => {
    expect(alertSummary(organisation, alertAt(1), now)).toMatchObject({
      unit: 'first',
      unitName: 'First team',
      indicatorName: 'Output',
      measure: 'pieces',
      heldBy: 'works',
    });
  });

  it('is shown with its path and timeline, as the contract says', () => {
    const view = alertView(organisation, of('works'), { alert: alertAt(1), timeline: [], photo: false, now });
    expect(AlertView.parse(view)).toEqual(view);
    expect(view.path.map(({ name }) => name)).toEqual(['First team', 'Works', 'Federation']);
  });

  it.each([
    ['first', 0, { acknowledge: true, answer: true, resolve: true, askHelp: true }],
    ['first', 1, { acknowledge: false, answer: true, resolve: true, askHelp: false }],
    ['works', 1, { acknowledge: true, answer: true, resolve: true, askHelp: true }],
    ['works', 0, { acknowledge: false, answer: false, resolve: false, askHelp: false }],
    ['federation', 2, { acknowledge: true, answer: true, resolve: true, askHelp: false }],
  ])('offers %s, at level %i, what it may do', (viewer, level, may) => {
    expect(
      alertView(organisation, of(viewer), { alert: alertAt(level), timeline: [], photo: false, now }).may,
    ).toMatchObject(may);
  });

  it('outlives its unit and its indicator', () => {
    const gone = alertAt(0, { indicator: 'gone.output', path: [{ unit: 'gone', minutes: 5 }] });
    expect(alertSummary(organisation, gone, now)).toMatchObject({
      unitName: 'gone',
      indicatorName: 'gone.output',
      measure: '',
    });
    expect(alertView(organisation, of('works'), { alert: gone, timeline: [], photo: false, now }).path).toEqual([]);
  });
});
