import { describe, expect, test } from '@jest/globals';
import { troubleOf } from './answer.js';

const otherwise = { detail: 'Could not be read.', advice: 'Reload.' };

describe('trouble', () => {
  test('is told in the words of the problem document', () => {
    const problem = {
      code: 'not-allowed',
      detail: 'The alert is with "works".',
      advice: 'Ask them.',
      title: 'x',
      status: 403,
      type: 'y',
    };
    expect(troubleOf(403, problem, otherwise)).toEqual({
      away: false,
      status: 403,
      code: 'not-allowed',
      detail: 'The alert is with "works".',
      advice: 'Ask them.',
    });
  });

  test('names each fault of what was sent', () => {
    const problem = { detail: 'It has faults.', errors: [{ path: 'until', message: 'is too late' }] };
    expect(troubleOf(422, problem, otherwise).detail).toBe('It has faults. · until: is too late');
  });

  test('falls back to plain words for anything else', () => {
    expect(troubleOf(500, '<html>', otherwise)).toMatchObject({ ...otherwise, away: false });
    expect(troubleOf(500, null, otherwise)).toMatchObject(otherwise);
  });

  test.each([0, 502, 503, 504])('status %d means that trying again helps', (status) => {
    expect(troubleOf(status, null, otherwise).away).toBe(true);
  });
});
