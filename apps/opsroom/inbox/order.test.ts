import { expect, test } from '@jest/globals';
import type { AlertSummary } from '#libs/contracts';
import { asOne, byClosing, byTimeLeft } from './order.js';

const alert = (id: string, times: Partial<AlertSummary>): AlertSummary => ({
  id,
  sequence: 1,
  indicator: 'a.b',
  state: 'open',
  sign: 'pain',
  path: [{ unit: 'a', minutes: 60 }],
  level: 0,
  reach: 1,
  sharedWith: [],
  under: null,
  asked: false,
  apart: false,
  again: null,
  goneIn: null,
  openedAt: '2026-11-20T00:00:00Z',
  climbsAt: null,
  answerBy: null,
  remindAt: null,
  askedUntil: null,
  toConfirm: [],
  reviewAt: null,
  clock: null,
  left: null,
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
      size: -1,
      sizeInSd: -3,
      levelBefore: 5,
      probability: 0.9,
      sentence: { en: 'It fell.', es: 'Cayó.' },
    },
  },
  replayed: false,
  unit: 'a',
  unitName: 'A',
  indicatorName: 'B',
  measure: 'pieces',
  heldBy: 'a',
  ...times,
});

test('the least time left comes first, what has no clock last and newest first', () => {
  const late = alert('late', { climbsAt: '2026-11-23T00:00:00Z' });
  const soon = alert('soon', { climbsAt: '2026-11-22T00:00:00Z' });
  const still = alert('still', {});
  const newer = alert('newer', { openedAt: '2026-11-21T00:00:00Z' });
  expect([still, late, newer, soon].toSorted(byTimeLeft).map((one) => one.id)).toEqual([
    'soon',
    'late',
    'newer',
    'still',
  ]);
});

test('what was closed last comes first', () => {
  const first = alert('first', { closedAt: '2026-11-21T00:00:00Z' });
  const second = alert('second', { closedAt: '2026-11-22T00:00:00Z' });
  expect([first, second].toSorted(byClosing).map((one) => one.id)).toEqual(['second', 'first']);
});

test('what is one with an alert in the list is shown under that, and by itself where that is not seen', () => {
  const above = alert('above', {});
  const part = alert('part', { under: { alert: 'above', minutes: 30 } });
  const other = alert('other', { under: { alert: 'unseen', minutes: 30 } });
  const { heads, under } = asOne([part, above, other]);
  expect(heads).toEqual([above, other]);
  expect([...under]).toEqual([['above', [part]]]);
});
