import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { DeviationKind, DeviationStatus, Scale } from '#libs/contracts';
import type { FilterDeviation } from '../filter.js';
import type { Subject } from './amounts.js';
import type { Since } from './phrases.js';
import { type NamedPeriods, sentenceOf } from './sentence.js';

const pieces: Subject = { scale: 'positive', measure: 'pieces', cadence: 'day' };
const fall: FilterDeviation = {
  id: 'onset-41',
  status: 'settled',
  kind: 'step',
  direction: 'down',
  onset: 41,
  size: -36.2,
  sizeInSd: -3.44,
  levelBefore: 200,
  probability: 0.98,
};

const days = { en: ['Tuesday', 'Wednesday'], es: ['el martes', 'el miércoles'] };
const monday = { en: 'Monday 2 March', es: 'el lunes 2 de marzo' };

/** Monday 2 March, with so many figures since. */
function since(count: 0 | 1 | 2 | 'many'): (language: 'en' | 'es') => NamedPeriods {
  return (language) => ({
    onset: monday[language],
    since: count === 'many' ? 'many' : days[language].slice(0, count),
  });
}

function told(more: Partial<FilterDeviation>, count: 0 | 1 | 2 | 'many', subject = pieces) {
  return sentenceOf({ ...fall, ...more }, subject, since(count));
}

describe('a deviation in words', () => {
  test.each([
    [
      'raised',
      'unclear',
      0,
      'Monday 2 March was unusually low: about 18 % (3.4 sd) below what was expected; the next figures will tell whether it lasts.',
      'La cifra del lunes 2 de marzo fue inusualmente baja: cerca de un 18 % (3,4 desviaciones típicas) por debajo de lo esperado; las próximas cifras dirán si se mantiene.',
    ],
    [
      'raised',
      'unclear',
      1,
      'Monday 2 March was unusually low: about 18 % (3.4 sd) below what was expected; Tuesday does not yet tell whether it lasts.',
      'La cifra del lunes 2 de marzo fue inusualmente baja: cerca de un 18 % (3,4 desviaciones típicas) por debajo de lo esperado; la cifra del martes aún no dice si se mantiene.',
    ],
    [
      'raised',
      'transient',
      0,
      'Monday 2 March was unusually low: about 18 % (3.4 sd) below what was expected; it looks like a one-off.',
      'La cifra del lunes 2 de marzo fue inusualmente baja: cerca de un 18 % (3,4 desviaciones típicas) por debajo de lo esperado; parece un hecho aislado.',
    ],
    [
      'raised',
      'step',
      1,
      'Since Monday 2 March the level seems to have dropped by about 18 %; the next figures will confirm it or not.',
      'Desde el lunes 2 de marzo el nivel parece haber bajado cerca de un 18 %; las próximas cifras lo confirmarán o no.',
    ],
    [
      'raised',
      'slope',
      1,
      'Since Monday 2 March the trend seems to have turned downwards, by about 18 % a day; the next figures will confirm it or not.',
      'Desde el lunes 2 de marzo la tendencia parece haber girado a la baja, cerca de un 18 % al día; las próximas cifras lo confirmarán o no.',
    ],
    [
      'revised',
      'unclear',
      1,
      'Monday 2 March was unusually low: about 18 % (3.4 sd) below what was expected; it is open again whether it lasts.',
      'La cifra del lunes 2 de marzo fue inusualmente baja: cerca de un 18 % (3,4 desviaciones típicas) por debajo de lo esperado; vuelve a estar por ver si se mantiene.',
    ],
    [
      'revised',
      'transient',
      1,
      'Monday 2 March was unusually low: about 18 % (3.4 sd) below what was expected; with Tuesday it looks more like a one-off.',
      'La cifra del lunes 2 de marzo fue inusualmente baja: cerca de un 18 % (3,4 desviaciones típicas) por debajo de lo esperado; con la cifra del martes parece más bien un hecho aislado.',
    ],
    [
      'revised',
      'step',
      1,
      'Monday 2 March was unusually low; Tuesday suggests that the level dropped by about 18 %.',
      'La cifra del lunes 2 de marzo fue inusualmente baja; la cifra del martes sugiere que el nivel bajó cerca de un 18 %.',
    ],
    [
      'revised',
      'slope',
      'many',
      'Since Monday 2 March the trend has turned downwards, by about 18 % a day; the figures since suggest it.',
      'Desde el lunes 2 de marzo la tendencia ha girado a la baja, cerca de un 18 % al día; las cifras posteriores lo sugieren.',
    ],
    [
      'settled',
      'unclear',
      1,
      'Monday 2 March was unusually low: about 18 % (3.4 sd) below what was expected; it stays open whether that was a one-off or a lasting change.',
      'La cifra del lunes 2 de marzo fue inusualmente baja: cerca de un 18 % (3,4 desviaciones típicas) por debajo de lo esperado; queda por ver si fue un hecho aislado o un cambio duradero.',
    ],
    [
      'settled',
      'transient',
      1,
      'Monday 2 March was unusually low: about 18 % (3.4 sd) below what was expected; Tuesday shows that it was a one-off.',
      'La cifra del lunes 2 de marzo fue inusualmente baja: cerca de un 18 % (3,4 desviaciones típicas) por debajo de lo esperado; la cifra del martes muestra que fue un hecho aislado.',
    ],
    [
      'settled',
      'step',
      2,
      'Monday 2 March was unusually low; Tuesday and Wednesday confirm that the level dropped by about 18 %.',
      'La cifra del lunes 2 de marzo fue inusualmente baja; las cifras del martes y del miércoles confirman que el nivel bajó cerca de un 18 %.',
    ],
    [
      'settled',
      'step',
      0,
      'Since Monday 2 March the level has dropped by about 18 %.',
      'Desde el lunes 2 de marzo el nivel ha bajado cerca de un 18 %.',
    ],
    [
      'settled',
      'slope',
      2,
      'Since Monday 2 March the trend has turned downwards, by about 18 % a day; Tuesday and Wednesday confirm it.',
      'Desde el lunes 2 de marzo la tendencia ha girado a la baja, cerca de un 18 % al día; las cifras del martes y del miércoles lo confirman.',
    ],
    [
      'withdrawn',
      'unclear',
      2,
      'Monday 2 March was nothing unusual after all, as Tuesday and Wednesday show.',
      'Al final, la cifra del lunes 2 de marzo no tuvo nada de inusual, como muestran las cifras del martes y del miércoles.',
    ],
    [
      'withdrawn',
      'transient',
      0,
      'Monday 2 March was nothing unusual after all.',
      'Al final, la cifra del lunes 2 de marzo no tuvo nada de inusual.',
    ],
    [
      'withdrawn',
      'step',
      'many',
      'The level has not dropped since Monday 2 March after all, as the figures since show.',
      'Al final, el nivel no ha bajado desde el lunes 2 de marzo, como muestran las cifras posteriores.',
    ],
    [
      'withdrawn',
      'slope',
      1,
      'The trend has not turned downwards since Monday 2 March after all, as Tuesday shows.',
      'Al final, la tendencia no ha girado a la baja desde el lunes 2 de marzo, como muestra la cifra del martes.',
    ],
  ] as const)('%s as %s, with %s since', (status, kind, count, ...[en, es]) => {
    expect(told({ status, kind }, count)).toEqual({ en, es });
  });

  test('a small step is not said to have shown in its first figure', () => {
    expect(told({ sizeInSd: -1.2 }, 2)).toEqual({
      en: 'Since Monday 2 March the level has dropped by about 18 %; Tuesday and Wednesday confirm it.',
      es: 'Desde el lunes 2 de marzo el nivel ha bajado cerca de un 18 %; las cifras del martes y del miércoles lo confirman.',
    });
  });

  test('a rise is told in the words of a rise', () => {
    const rise = { direction: 'up', size: 36.2 } as const;
    expect(told(rise, 1)).toEqual({
      en: 'Monday 2 March was unusually high; Tuesday confirms that the level rose by about 18 %.',
      es: 'La cifra del lunes 2 de marzo fue inusualmente alta; la cifra del martes confirma que el nivel subió cerca de un 18 %.',
    });
    expect(told({ ...rise, kind: 'slope' }, 0).en).toBe(
      'Since Monday 2 March the trend has turned upwards, by about 18 % a day.',
    );
  });
});

describe('no phrase', () => {
  const deviation = fc.record({
    status: fc.constantFrom(...DeviationStatus.options),
    kind: fc.constantFrom(...DeviationKind.options),
    direction: fc.constantFrom('up' as const, 'down' as const),
    size: fc.double({ noNaN: true, min: -1e100, max: 1e100 }),
    sizeInSd: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    levelBefore: fc.double({ noNaN: true, min: -1e100, max: 1e100 }),
    probability: fc.constant(0.9),
    id: fc.constant('onset-1'),
    onset: fc.constant(1),
  });
  const subject = fc.record({
    scale: fc.constantFrom(...Scale.options),
    measure: fc.constantFrom('pieces', null),
    cadence: fc.constantFrom('hour' as const, 'week' as const, null, { minutes: 15 as const }, { shifts: ['06:00'] }),
  });
  const periods = fc.constantFrom<Since>([], ['week 12'], ['week 12', 'week 13', 'week 14'], 'many');

  test('lacks a word or a full stop, and the languages differ', () => {
    fc.assert(
      fc.property(deviation, subject, periods, (one, about, after) => {
        const { en, es } = sentenceOf(one, about, (language) => ({
          onset: language === 'en' ? 'week 11' : 'la semana 11',
          since: after,
        }));
        for (const sentence of [en, es]) {
          expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|∞| {2}|;;|\.\.| [.;,]/);
          expect(sentence).toMatch(/^\p{Lu}.*\b11\b.*\.$/u);
        }
        expect(en).not.toBe(es);
      }),
    );
  });
});
