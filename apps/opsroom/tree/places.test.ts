import { describe, expect, test } from '@jest/globals';
import { flatten, likelyFirst, search } from './places.js';

const unit = (id: string, name: string, children: ReturnType<typeof leaf>[] = []) => ({ ...leaf(id, name), children });
const leaf = (id: string, name: string) => ({ id, name, level: null, openAlerts: 0, children: [] as never[] });
const trees = [
  {
    ...leaf('fed', 'Federation'),
    children: [
      unit('works', 'Garment works', [leaf('s1', 'Sewing team 1'), leaf('s2', 'Équipe 2')]),
      unit('eu', 'Europe', [leaf('fi', 'Finland')]),
    ],
  },
];
const places = flatten(trees);
const names = (found: typeof places) => found.map((place) => place.node.id);

describe('finding a unit', () => {
  test('every unit is listed with those above it', () => {
    expect(names(places)).toEqual(['fed', 'works', 's1', 's2', 'eu', 'fi']);
    expect(places[2]?.above.map((above) => above.id)).toEqual(['fed', 'works']);
  });

  test('by some letters, without accents or capitals', () => {
    expect(names(search(places, 'equipe'))).toEqual(['s2']);
    expect(names(search(places, 'SEW 1'))).toEqual(['s1']);
  });

  test('by its own name together with one above', () => {
    expect(names(search(places, 'garment sewing'))).toEqual(['s1', 'works'].filter((id) => id !== 'works'));
  });

  test('names that begin so come first', () => {
    expect(names(search(places, 'f'))[0]).toBe('fed');
  });

  test('nothing asked is everything, nothing found is nothing', () => {
    expect(search(places, ' ')).toHaveLength(6);
    expect(search(places, 'zzz')).toEqual([]);
  });

  test('a team sees workplaces first, a coordinator what lies between, a council the top', () => {
    expect(names(likelyFirst(places, 'team'))[0]).toBe('s1');
    expect(names(likelyFirst(places, 'coordinator'))[0]).toBe('works');
    expect(names(likelyFirst(places, 'council'))[0]).toBe('fed');
  });
});
