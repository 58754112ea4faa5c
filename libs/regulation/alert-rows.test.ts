import { expect, test } from '@jest/globals';
import { advance, raise } from '#libs/alerting';
import { recordAlert } from './alert-rows.js';
import { noChanges } from './rows.js';
import { timeIn } from './time-in.js';

test('an alert that is raised and closed in one transaction leaves no clock behind', () => {
  const now = '2026-05-04T08:00:00.000Z';
  const path = [
    { unit: 'team', minutes: 60, acknowledge: 5 },
    { unit: 'works', minutes: 60 },
  ];
  const about = { kind: 'cord', text: 'Smoke', by: null } as const;
  const opening = { kind: 'raised', indicator: null, sign: 'pain', path, about } as const;
  const raised = raise('a', opening, timeIn(null, now), false);
  const changes = noChanges(now);
  recordAlert(changes, raised, { onset: 0, replay: null });
  expect(changes.timers.set.map(({ kind }) => kind)).toEqual(['climb', 'remind']);
  const withdrawn = advance(raised.alert, [{ kind: 'withdrawn', because: 'corrected' }], now);
  recordAlert(changes, withdrawn, { onset: 0, replay: null });
  expect(changes.timers.set).toEqual([]);
});
