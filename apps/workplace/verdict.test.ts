import { describe, expect, test } from '@jest/globals';
import type { Assessment, ObservationStatus } from '#libs/contracts';
import { sayVerdict } from './verdict.js';

const assessment: Assessment = {
  forecast: { mean: 100, sd: 5 },
  level: 100,
  levelSd: 1,
  slope: 0,
  probabilities: { steady: 0.97, transient: 0.01, step: 0.01, slope: 0.01 },
  score: 0.1,
  deviation: null,
};

function status(value: number, verdict: Assessment | null, revision = 1): ObservationStatus {
  const about = { id: 'one', indicator: 'a', period: '2026-11-21', value, revision };
  return { ...about, state: 'assessed', assessment: verdict, refusal: null };
}

describe('the verdict on a figure', () => {
  test('is ordinary with the range that was expected', () => {
    expect(sayVerdict(status(97, assessment))).toBe('Ordinary: 97 for 2026-11-21, expected 90 to 110.');
  });

  test('is unusual with the reason', () => {
    const deviation = { id: 'd', status: 'raised', kind: 'unclear', direction: 'down', onset: '2026-11-21' } as const;
    const told = { ...deviation, size: -40, sizeInSd: -8, levelBefore: 100, probability: 0.99 };
    const unusual = { ...assessment, deviation: { ...told, sentence: { en: 'It fell by 40.', es: 'Cayó 40.' } } };
    expect(sayVerdict(status(60, unusual, 2))).toBe(
      'Unusual, because: It fell by 40. 60 for 2026-11-21 (correction 1), expected 90 to 110.',
    );
  });

  test('is left open while there is none', () => {
    expect(sayVerdict(status(97, null))).toContain('Not assessed; look again with its id one.');
  });
});
