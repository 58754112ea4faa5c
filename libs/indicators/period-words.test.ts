import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Cadence } from '#libs/contracts';
import { periodOfOrdinal } from './period.js';
import { periodWords } from './period-words.js';

test.each([
  ['2026-03-02', 'Monday 2 March', 'el lunes 2 de marzo'],
  ['2025-12-31', 'Wednesday 31 December 2025', 'el miércoles 31 de diciembre de 2025'],
  ['2026-03-02/2', 'the second shift of Monday 2 March', 'el segundo turno del lunes 2 de marzo'],
  ['2026-03-02T14+01:00', 'the hour from 14:00 on Monday 2 March', 'la hora de las 14:00 del lunes 2 de marzo'],
  ['2026-03-02T01:15+01:00', '01:15 on Monday 2 March', 'la 01:15 del lunes 2 de marzo'],
  ['2026-W12', 'week 12', 'la semana 12'],
  ['2025-W01', 'week 1 of 2025', 'la semana 1 de 2025'],
  ['2026-03', 'March', 'marzo'],
  ['2025-03', 'March 2025', 'marzo de 2025'],
  ['2026-Q1', 'the first quarter', 'el primer trimestre'],
  ['2025-Q4', 'the fourth quarter of 2025', 'el cuarto trimestre de 2025'],
  ['1899', '1899', '1899'],
])('%s is %s', (name, en, es) => {
  const now = '2026-11-21';
  expect([periodWords(name, { language: 'en', now }), periodWords(name, { language: 'es', now })]).toEqual([en, es]);
});

test.each([
  ['2026-03-02', '2026-03-03', 'Tuesday', 'el martes'],
  ['2026-03-02', '2026-03-08', 'Sunday', 'el domingo'],
  ['2026-03-02', '2026-03-09', 'Monday 9 March', 'el lunes 9 de marzo'],
  ['2025-12-30', '2025-12-31', 'Wednesday', 'el miércoles'],
  ['2026-03-02/2', '2026-03-03/1', 'the first shift of Tuesday', 'el primer turno del martes'],
  ['2026-03-02T14+01:00', '2026-03-02T15+01:00', '15:00', 'las 15:00'],
  ['2026-03-02T23:45+01:00', '2026-03-03T01:00+01:00', '01:00 on Tuesday', 'la 01:00 del martes'],
  ['2026-W10', '2026-W11', 'week 11', 'la semana 11'],
])('after %s, %s is %s', (after, name, en, es) => {
  const now = '2026-03-09';
  const words = (language: 'en' | 'es') => periodWords(name, { language, now, after });
  expect([words('en'), words('es')]).toEqual([en, es]);
});

describe('what is not the name of a period', () => {
  test.each(['17', '2026-11-01 10:00:00', '2026-02-30', '2026-13', '2026-W54', '2026-Q5', ''])(
    '%j stands as it is',
    (name) => {
      expect(periodWords(name, { language: 'es', now: '2026' })).toBe(name);
    },
  );
});

const cadences: Cadence[] = [
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  { minutes: 15 },
  { shifts: ['06:00', '14:00', '22:00'] },
];

test('every period of every cadence has words of its own, in both languages', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cadences), fc.integer({ min: -60, max: 200 }), (cadence, ordinal) => {
      const { name } = periodOfOrdinal(cadence, 'America/Santiago', ordinal);
      const next = periodOfOrdinal(cadence, 'America/Santiago', ordinal + 1).name;
      for (const language of ['en', 'es'] as const) {
        const [words, following] = [
          periodWords(name, { language, now: next }),
          periodWords(next, { language, now: next, after: name }),
        ];
        expect(`${words} ${following}`).not.toMatch(/undefined|NaN|null| {2}|^ | $/);
        expect(words).not.toBe(following);
      }
    }),
  );
});
