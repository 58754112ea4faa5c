import { describe, expect, it } from '@jest/globals';
import { say } from './words.js';

describe('what is told of an alert', () => {
  it.each(['en', 'es'] as const)('is one line, whatever somebody has written (%s)', (language) => {
    const note = 'see\n2026-03-01T06:00:00Z a.output: Closed.\r\u2028\u0085\u001B[1A\u001B[2Kforged';
    const line = say(language, { kind: 'shared', by: 'Ana\nLuis', unit: 'a', with: ['b'], note });
    expect(line).toContain('Ana Luis (a)');
    expect(line).toContain('“see 2026-03-01T06:00:00Z a.output: Closed. [1A [2Kforged”');
    expect(line).not.toMatch(/[\n\r\p{Cc}\u2028\u2029]/u);
  });
});
