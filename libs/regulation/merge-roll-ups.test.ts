import { expect, test } from '@jest/globals';
import { topics } from '#libs/contracts';
import type { OutgoingRecord } from './bus.js';
import { mergeRollUps } from './merge-roll-ups.js';

function asking(id: string, more: object = {}): OutgoingRecord {
  const value = { id, indicator: 'works.output', period: '2026-11-21', settle: false, ...more };
  return { topic: topics.rollUps, key: value.indicator, id, value: JSON.stringify(value) };
}

const idsOf = (records: readonly OutgoingRecord[]) => mergeRollUps(records).map(({ id }) => id);

test('of requests for one aggregate and period the last one stays, in its place', () => {
  const other = { indicator: 'root.output' };
  expect(idsOf([asking('a'), asking('b', other), asking('c'), asking('d', { period: '2026-11-22' })])).toEqual([
    'b',
    'c',
    'd',
  ]);
});

test('what settles a period is not taken for what only makes it again', () => {
  expect(idsOf([asking('a', { settle: true }), asking('b')])).toEqual(['a', 'b']);
});

test('all messages of a replay stay, and so does what is no request', () => {
  const replay = { replay: '0b0e4a5e-6f0c-4ef4-9d0b-2f5a0a7d8c11' };
  const dispatch = { topic: topics.dispatches, key: 'team', id: 'x', value: '{}' };
  const broken = { ...asking('y'), value: '{' };
  expect(idsOf([dispatch, asking('a', replay), asking('b', replay), broken, dispatch, broken])).toEqual([
    'x',
    'a',
    'b',
    'y',
    'x',
    'y',
  ]);
});
