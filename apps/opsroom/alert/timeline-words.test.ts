import { describe, expect, test } from '@jest/globals';
import type { AlertHappening } from '#libs/contracts';
import { lineOf } from './timeline-words.js';

const naming = { unit: (id: string) => `<${id}>`, time: (instant: string) => `at ${instant}` };
const deviation = {
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
} as const;
const about = { kind: 'deviation', deviation, sd: 1 } as const;
const person = { by: 'Amina', unit: 'a' };

const cases: Record<AlertHappening['kind'], [AlertHappening, string]> = {
  raised: [
    { kind: 'raised', indicator: 'a.b', sign: 'pain', path: [], about, climbsAt: null },
    'The figures showed it: It fell.',
  ],
  revised: [{ kind: 'revised', about }, 'Now seen more clearly: It fell.'],
  acknowledged: [{ kind: 'acknowledged', ...person, until: 'x' }, 'Amina (<a>) is on it until at x.'],
  answered: [{ kind: 'answered', ...person, answer: 'help', text: 'We come.' }, 'Amina (<a>) gives help:'],
  'help-asked': [{ kind: 'help-asked', ...person }, 'Amina (<a>) asked for help.'],
  climbed: [
    { kind: 'climbed', from: 'a', to: 'b', because: 'time-up', climbsAt: null },
    'The agreed time of <a> was up: it went to <b>.',
  ],
  confirmed: [{ kind: 'confirmed', ...person, answer: 2 }, 'Amina (<a>) has got the answer.'],
  'extension-asked': [
    { kind: 'extension-asked', ...person, to: 'b', until: 'x' },
    'Amina (<a>) asked <b> for time until at x.',
  ],
  extended: [{ kind: 'extended', ...person, minutes: 5, climbsAt: 'x' }, 'Amina (<a>) gave more time: until at x.'],
  shared: [{ kind: 'shared', ...person, with: ['b', 'c'], note: 'Try it.' }, 'Amina (<a>) shared this with <b>, <c>:'],
  reminded: [
    { kind: 'reminded', unit: 'a', because: 'not-acknowledged' },
    '<a> was reminded: nobody had said that they are on it.',
  ],
  'answer-overdue': [{ kind: 'answer-overdue', unit: 'a' }, '<a> owed an answer by now and has given none.'],
  reviewed: [
    { kind: 'reviewed', verdict: { before: null, after: null, moved: false, sentence: { en: 'It held.', es: 'x' } } },
    'The day of the review: It held.',
  ],
  asked: [
    {
      kind: 'asked',
      units: [{ unit: 'a', indicator: 'a.output', share: 0.8 }],
      sentence: { en: 'A explains 80 % of the drop.', es: 'x' },
    },
    'A explains 80 % of the drop. <a> was asked what has happened.',
  ],
  grouped: [
    { kind: 'grouped', under: 'above', minutes: 30 },
    'It is one with an alert above, and shown under that; its clock rests.',
  ],
  ungrouped: [
    { kind: 'ungrouped', because: 'closed-above', minutes: 30, climbsAt: 'x' },
    'The alert above is closed: this one goes on, its time is up at x.',
  ],
  'reminder-moved': [
    { kind: 'reminder-moved', because: 'noticed', remindAt: 'x' },
    'The working hours were changed: the reminder comes at x.',
  ],
  'clock-moved': [
    { kind: 'clock-moved', because: 'calendar-changed', minutes: 30, climbsAt: 'x' },
    'The working hours were changed: its time is up at x.',
  ],
  recovered: [
    { kind: 'recovered', because: 'back-at-the-level-before' },
    'The figures are back at the level before. Closed by itself.',
  ],
  withdrawn: [{ kind: 'withdrawn', because: 'corrected' }, 'A corrected figure took the reason away. Withdrawn.'],
  resolved: [{ kind: 'resolved', ...person, cause: 'Belt', remedy: 'New belt' }, 'Amina (<a>) resolved it.'],
  lapsed: [
    { kind: 'lapsed', because: 'history-ended' },
    'The replayed history ended before it was dealt with. Nobody can act on it any more.',
  ],
};

describe('the timeline', () => {
  test.each(Object.entries(cases))('says %s in plain words', (_kind, [happening, text]) => {
    expect(lineOf(happening, naming).text).toBe(text);
  });

  test('quotes what people wrote', () => {
    expect(lineOf(cases.answered[0], naming).quotes).toEqual([{ label: null, text: 'We come.' }]);
    expect(lineOf(cases['help-asked'][0], naming).quotes).toEqual([]);
    expect(lineOf(cases.resolved[0], naming).quotes.map((quote) => quote.text)).toEqual(['Belt', 'New belt']);
  });
});
