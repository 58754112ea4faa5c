import { describe, expect, test } from '@jest/globals';
import { assessmentOf, deviationOf, pointOf } from './testing.js';
import { isGood, toldBy } from './told.js';

describe('what was told', () => {
  test('a deviation told anew is one entry, at its onset, in its last words', () => {
    const first = deviationOf({ onset: '2026-11-02' });
    const clearer = deviationOf({
      onset: '2026-11-02',
      status: 'settled',
      kind: 'step',
      sentence: { en: 'The level fell.', es: 'El nivel bajó.' },
    });
    const points = [
      pointOf('2026-11-01'),
      pointOf('2026-11-02', { assessment: assessmentOf(first) }),
      pointOf('2026-11-03', { assessment: assessmentOf(clearer) }),
    ];
    expect(toldBy(points)).toEqual([{ deviation: clearer, onset: 1 }]);
  });

  test('where the onset is out of sight, the first period that told it stands for it', () => {
    const told = toldBy([
      null,
      pointOf('2026-11-05', { assessment: assessmentOf(deviationOf({ onset: '2026-10-01' })) }),
    ]);
    expect(told[0]?.onset).toBe(1);
  });

  test('the newest comes first', () => {
    const points = ['2026-11-02', '2026-11-05'].map((onset) =>
      pointOf(onset, { assessment: assessmentOf(deviationOf({ id: onset, onset })) }),
    );
    expect(toldBy(points).map((one) => one.deviation.onset)).toEqual(['2026-11-05', '2026-11-02']);
  });
});

describe('for better or worse', () => {
  test.each([
    ['more', 'up', true],
    ['more', 'down', false],
    ['less', 'up', false],
    ['less', 'down', true],
  ] as const)('%s is good, it went %s: %s', (good, direction, verdict) => {
    expect(isGood(deviationOf({ direction }), good)).toBe(verdict);
  });

  test('near a target, nearer is better', () => {
    const deviation = deviationOf({ direction: 'down', levelBefore: 10, size: -3 });
    expect(isGood(deviation, { near: 7 })).toBe(true);
    expect(isGood(deviation, { near: 10 })).toBe(false);
    expect(isGood(deviation, { near: 8.5 })).toBeNull();
  });
});
