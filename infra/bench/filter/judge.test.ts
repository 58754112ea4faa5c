import { expect, test } from '@jest/globals';
import { flagsOf, judge, odditiesOf } from './judge.js';
import type { Telling } from './judge.js';
import type { Told } from './watch.js';

function telling(row: number, id: string, told: Partial<Told> = {}): Telling {
  return { row, told: { id, status: 'raised', kind: 'step', direction: 'up', onset: row, ...told } };
}

test('an event counts as flagged once, where it is first told as a step or a slope', () => {
  const tellings = [
    telling(10, 'a', { kind: 'unclear' }),
    telling(11, 'a', { status: 'revised', kind: 'step' }),
    telling(14, 'a', { status: 'settled', kind: 'slope' }),
    telling(20, 'b', { kind: 'transient' }),
    telling(30, 'c', { status: 'withdrawn' }),
  ];
  expect(flagsOf(tellings).map(({ row }) => row)).toEqual([11]);
  expect(odditiesOf(tellings)).toBe(2);
});

test('an event told again after it was withdrawn is flagged again', () => {
  const tellings = [telling(10, 'a'), telling(12, 'a', { status: 'withdrawn' }), telling(15, 'a')];
  expect(flagsOf(tellings).map(({ row }) => row)).toEqual([10, 15]);
});

test('a flag from before the change does not count, nor does what is told of that event later', () => {
  const before = [telling(148, 'a'), telling(151, 'a', { status: 'revised' })];
  expect(judge(before, 150, true)).toMatchObject({ found: false, delay: 60 });
  const verdict = judge([...before, telling(152, 'b', { onset: 151, direction: 'down' })], 150, true);
  expect(verdict).toMatchObject({ found: true, delay: 3, atOnce: false, direction: 'down', onsetError: 1 });
});

test('kind, direction and onset are those told last', () => {
  const tellings = [
    telling(150, 'a', { kind: 'unclear' }),
    telling(152, 'a', { status: 'settled', kind: 'transient', onset: 150 }),
  ];
  expect(judge(tellings, 150, false)).toMatchObject({ atOnce: true, delay: 1, kind: 'transient', onsetError: 0 });
  expect(judge(tellings, 150, true).found).toBe(false);
  const taken = [...tellings, telling(155, 'a', { status: 'withdrawn', kind: 'transient', onset: 150 })];
  expect(judge(taken, 150, false).kind).toBe('withdrawn');
});

test('a transient is found by what is told near it only', () => {
  expect(judge([telling(170, 'a')], 150, false).found).toBe(false);
});
