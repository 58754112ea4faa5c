import { expect, it } from '@jest/globals';
import { excerptOf } from './excerpt.js';

it('leaves figures, notes and names of people out of what can be read', () => {
  const text = JSON.stringify({ id: 'x', indicator: 'team.output', value: 7, note: 'ill again', by: 'Ana' });
  expect(excerptOf(text)).toBe('{"id":"x","indicator":"team.output"}');
});

it('keeps the beginning of what cannot be read, and never half a character', () => {
  expect(excerptOf('not json')).toBe('not json');
  expect(excerptOf('😀'.repeat(400))).toBe('😀'.repeat(300));
});
