import { expect, test } from '@jest/globals';
import { amountOf, rateOf } from './amounts.js';
import { english } from './english.js';
import { spanish } from './spanish.js';

const plain = { measure: null, cadence: null };

test.each([
  [-36.2, 200, { ...plain, scale: 'positive' }, '18 %', 'un 18 %'],
  [-0.7, 200, { ...plain, scale: 'count' }, '0.35 %', 'un 0,35 %'],
  [-0.153, 0.8, { ...plain, scale: 'fraction' }, '15 percentage points', '15 puntos porcentuales'],
  [0.01, 0.8, { ...plain, scale: 'fraction' }, '1 percentage point', '1 punto porcentual'],
  [-340.3, 2000, { ...plain, scale: 'real', measure: 'pieces' }, '340 pieces', '340 pieces'],
  [12_345, 2000, { ...plain, scale: 'real' }, '12,000', '12.000'],
  [-1.25, 2000, { ...plain, scale: 'real' }, '1.3', '1,3'],
  [5, 0, { ...plain, scale: 'count', measure: 'stops' }, '5 stops', '5 stops'],
  [2e15, 0, { ...plain, scale: 'real' }, '2E15', '2E15'],
] as const)('%d from %d on as %j is %s', (size, levelBefore, subject, ...[en, es]) => {
  expect([amountOf(size, levelBefore, subject, english), amountOf(size, levelBefore, subject, spanish)]).toEqual([
    en,
    es,
  ]);
});

test.each([
  ['hour', '3 % an hour', '3 % por hora'],
  ['year', '3 % a year', '3 % al año'],
  [{ minutes: 15 }, '3 % every 15 minutes', '3 % cada 15 minutos'],
  [{ minutes: 1 }, '3 % a minute', '3 % por minuto'],
  [{ shifts: ['06:00', '18:00'] }, '3 % a shift', '3 % por turno'],
  [null, '3 % from one figure to the next', '3 % de una cifra a la siguiente'],
] as const)('a rate at the cadence %j is %s', (cadence, en, es) => {
  const subject = {
    scale: 'real',
    measure: null,
    cadence:
      cadence !== null && typeof cadence === 'object' && 'shifts' in cadence
        ? { shifts: [...cadence.shifts] }
        : cadence,
  } as const;
  expect([rateOf('3 %', subject, english), rateOf('3 %', subject, spanish)]).toEqual([en, es]);
});
