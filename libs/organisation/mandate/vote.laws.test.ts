import type { Vote } from '#libs/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { outcomeOf } from './vote.js';

const openedAt = '2026-11-23T08:00:00Z';
const during = '2026-11-24T08:00:00Z';
const closesAt = '2026-11-26T08:00:00Z';
const later = '2026-11-26T08:00:01Z';

function voteOf(entitled: number, yes: number, no: number, rules: Partial<Vote['rules']> = {}): Vote {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    unit: 'team',
    motion: { kind: 'recall', mandate: '00000000-0000-4000-8000-000000000002' },
    note: null,
    proposedBy: { id: '00000000-0000-4000-8000-000000000003', name: 'Ana' },
    openedAt,
    closesAt,
    rules: { quorum: 0.5, share: 0.5, ...rules },
    electorate: Array.from({ length: entitled }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
    state: 'open',
    decidedAt: null,
    yes,
    no,
  };
}

const counts = fc
  .integer({ min: 1, max: 40 })
  .chain((entitled) =>
    fc
      .integer({ min: 0, max: entitled })
      .chain((yes) => fc.integer({ min: 0, max: entitled - yes }).map((no) => ({ entitled, yes, no }))),
  );
const fractions = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);

describe('a vote', () => {
  test.each([
    ['one who is alone decides at once', voteOf(1, 1, 0), 'passed'],
    ['nobody has voted yet', voteOf(4, 0, 0), 'open'],
    ['half is not more than half', voteOf(4, 2, 0), 'open'],
    ['more than half of all decide at once', voteOf(4, 3, 0), 'passed'],
    ['half against is enough to fail', voteOf(4, 0, 2), 'failed'],
    ['a quorum of all waits for the last', voteOf(4, 3, 0, { quorum: 1 }), 'open'],
  ] as const)('while it is open: %s', (_, vote, state) => {
    expect(outcomeOf(vote, during)).toBe(state);
  });

  test.each([
    ['the quorum took part and more said yes', voteOf(6, 2, 1), 'passed'],
    ['the quorum is missed', voteOf(6, 2, 0), 'failed'],
    ['a draw fails', voteOf(4, 1, 1), 'failed'],
    ['nobody voted', voteOf(4, 0, 0, { quorum: 0 }), 'failed'],
    ['two thirds are wanted, two thirds are not more', voteOf(6, 4, 2, { share: 2 / 3 }), 'failed'],
  ] as const)('when it closes: %s', (_, vote, state) => {
    expect(outcomeOf(vote, closesAt)).toBe(state);
  });

  test('is decided early only where no ballot that is out could change it', () => {
    fc.assert(
      fc.property(counts, fractions, fractions, ({ entitled, yes, no }, quorum, share) => {
        const early = outcomeOf(voteOf(entitled, yes, no, { quorum, share }), during);
        fc.pre(early !== 'open');
        const out = entitled - yes - no;
        for (let more = 0; more <= out; more += 1) {
          for (let against = 0; more + against <= out; against += 1) {
            expect(outcomeOf(voteOf(entitled, yes + more, no + against, { quorum, share }), later)).toBe(early);
          }
        }
      }),
    );
  });

  test('is always decided when it has closed', () => {
    fc.assert(
      fc.property(counts, fractions, fractions, ({ entitled, yes, no }, quorum, share) => {
        expect(outcomeOf(voteOf(entitled, yes, no, { quorum, share }), later)).not.toBe('open');
      }),
    );
  });
});
