import { describe, expect, test } from '@jest/globals';
import { headerOf, readViewers, remember, type Viewer } from './viewer-book.js';

const amina: Viewer = { name: 'Amina', unit: 'sewing-3', use: 'team' };
const rosa: Viewer = { name: 'Rosa', unit: 'sewing', use: 'coordinator' };

describe('who is looking', () => {
  test('any name fits a header', () => {
    expect(headerOf(amina)).toBe('Amina@sewing-3');
    expect(headerOf({ ...amina, name: 'Zoë @ night' })).toBe('Zo%C3%AB%20%40%20night@sewing-3');
  });

  test('the one who looks now comes first, and nobody is listed twice', () => {
    expect(remember([amina, rosa], rosa)).toEqual([rosa, amina]);
    expect(remember([amina], { ...amina, use: 'council' })).toHaveLength(2);
  });

  test('no more than six are kept', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...amina, name: `N${index}` }));
    expect(remember(many, rosa)).toHaveLength(6);
  });

  test('what a browser has kept is read back, anything else is nothing', () => {
    expect(readViewers(JSON.stringify([amina, rosa]))).toEqual([amina, rosa]);
    expect(readViewers(JSON.stringify([amina, { name: 'x' }, null, 3]))).toEqual([amina]);
    expect(readViewers('{')).toEqual([]);
    expect(readViewers('{}')).toEqual([]);
    expect(readViewers(null)).toEqual([]);
  });
});
