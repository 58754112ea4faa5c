import { expect, test } from '@jest/globals';
import { emptyDraft, readDraft } from './draft.js';

test('a figure is read as typed', () => {
  expect(readDraft({ ...emptyDraft, figure: '0,75' }, 'positive', 'en-GB')).toEqual({ ok: true, value: 0.75 });
  expect(readDraft(emptyDraft, 'positive')).toEqual({ ok: false, because: 'not-a-number' });
});

test('a fraction is k of n', () => {
  expect(readDraft({ ...emptyDraft, figure: '3', whole: '4' }, 'fraction')).toEqual({ ok: true, value: 0.75, n: 4 });
});

test.each([
  ['5', '4'],
  ['1', '0'],
  ['-1', '4'],
  ['1.5', '4'],
  ['', '4'],
])('%s of %s is no fraction', (figure, whole) => {
  expect(readDraft({ ...emptyDraft, figure, whole }, 'fraction', 'en-GB')).toEqual({ ok: false, because: 'not-whole' });
});
