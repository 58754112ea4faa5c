import { expect, it } from '@jest/globals';
import { excerptOf } from './excerpt.js';

it('leaves figures, notes and names of people out of what can be read', () => {
  const text = JSON.stringify({ id: 'x', indicator: 'team.output', value: 7, note: 'ill again', by: 'Ana' });
  expect(excerptOf(text)).toBe('{"id":"x","indicator":"team.output","value":"…","note":"…","by":"…"}');
  expect(excerptOf('{"indicator":["ill"],"valeur":7}')).toBe('{"indicator":"…","valeur":"…"}');
});

it('tells of what cannot be read how long it is, and cuts no character in half', () => {
  expect(excerptOf('{"value": 41, "note')).toBe('19 characters that are no JSON object');
  expect(excerptOf('[41]')).toBe('4 characters that are no JSON object');
  expect(excerptOf(`{"id":"${'😀'.repeat(400)}"}`)).toBe(`{"id":"${'😀'.repeat(293)}`);
});
