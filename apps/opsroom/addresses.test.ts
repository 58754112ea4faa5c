import { describe, expect, test } from '@jest/globals';
import { addressOf, homeOf, parseRoute, type Route } from './addresses.js';

describe('addresses', () => {
  test.each<Route>([
    { page: 'home' },
    { page: 'inbox' },
    { page: 'settings' },
    { page: 'unit', id: 'sewing-3' },
    { page: 'alert', id: 'sewing-3.output@2026-11-21' },
    { page: 'try', id: 'sewing-3.output' },
    { page: 'import', id: 'sewing-3' },
    { page: 'welcome', id: 'k_-3' },
    { page: 'confirm', id: 'k_-3' },
    { page: 'compare', id: 'works', quarter: null },
    { page: 'compare', id: 'works', quarter: '2026-Q3' },
  ])('$page survives the way there and back', (route) => {
    expect(parseRoute(addressOf(route))).toEqual(route);
  });

  test.each(['', '#', '#/', '#/nowhere/x', '#/unit/', '#/unit/%E0%A4%A'])('"%s" leads home', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'home' });
  });

  test('each use begins at its own page', () => {
    const who = { name: 'Amina', unit: 'works' };
    expect(homeOf({ ...who, use: 'team' }).page).toBe('unit');
    expect(homeOf({ ...who, use: 'coordinator' }).page).toBe('inbox');
    expect(homeOf({ ...who, use: 'council' }).page).toBe('compare');
  });
});
