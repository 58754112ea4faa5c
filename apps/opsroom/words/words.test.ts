import { describe, expect, test } from '@jest/globals';
import { english, type Words } from './english.js';
import { spanish } from './spanish.js';

/** What is the same in both languages: names, and marks. */
const alike = new Set([
  'Synco',
  'Telegram',
  'ntfy',
  'Matrix',
  'English',
  'Español',
  'Provisional',
  'Normal',
  'No',
  '–',
  '',
]);

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
}

describe('the languages of the page', () => {
  test('say the same things', () => {
    const kinds = (words: Words) =>
      leaves({ ...words, problems: null }).map(([path, said]) => `${path}: ${typeof said}`);
    expect(kinds(spanish)).toEqual(kinds(english));
  });

  test('leave no sentence in the other language', () => {
    const inEnglish = new Map(leaves(english));
    const left = leaves(spanish).filter(
      ([path, said]) => typeof said === 'string' && said === inEnglish.get(path) && !alike.has(said),
    );
    expect(left).toEqual([]);
  });

  test('count as each language does', () => {
    expect([1, 2].map((count) => spanish.tree.alerts(count))).toEqual(['1 alerta abierta', '2 alertas abiertas']);
    expect([1, 2].map((count) => english.tree.alerts(count))).toEqual(['1 open alert', '2 open alerts']);
    expect(spanish.span({ days: 2, hours: 3, minutes: 0 })).toBe('2 días 3 horas');
    expect(spanish.alert.again.times(2)).toContain('la segunda vez: antes ha ido y venido una vez');
  });
});
