import { expect, test } from '@jest/globals';
import type { Assessment, ObservationStatus } from '#libs/contracts';
import { assessmentOf, deviationOf } from '../chart/testing.js';
import { verdictOf } from './verdict.js';

const status = (value: number, assessment: Assessment | null): ObservationStatus => ({
  id: 'x',
  state: 'assessed',
  indicator: 'a.b',
  period: '2026-11-21',
  value,
  revision: 1,
  assessment,
  refusal: null,
});

test('within the expected range a figure is ordinary', () => {
  expect(verdictOf(status(11, assessmentOf()), 'real')).toEqual({ kind: 'ordinary', low: 8, high: 12 });
});

test('outside it, before anything is told, it is odd', () => {
  expect(verdictOf(status(13, assessmentOf()), 'real').kind).toBe('odd');
});

test('what the filter tells makes it unusual, with its sentence', () => {
  expect(verdictOf(status(5, assessmentOf(deviationOf())), 'real')).toMatchObject({
    kind: 'unusual',
    because: 'It fell.',
  });
  expect(verdictOf(status(10, assessmentOf(deviationOf({ status: 'withdrawn' }))), 'real').kind).toBe('ordinary');
});

test('without an assessment the figure is simply in', () => {
  expect(verdictOf(status(5, null), 'real')).toEqual({ kind: 'taken' });
});
