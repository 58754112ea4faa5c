import { describe, expect, it } from '@jest/globals';
import { capability, day, faults } from './testing/works.js';
import type { sound } from './testing/works.js';

describe('a fault', () => {
  const [works, a, b] = [0, 1, 2] as const;
  const shift = { shifts: ['06:00', '14:00'] };

  it.each<[string, (document: ReturnType<typeof sound>) => void, string]>([
    ['a unit twice', ({ units }) => units.push({ ...units[a] }), 'units[3].id: "a" is the id of units[1]'],
    [
      'no parent',
      ({ units }) => Object.assign(units[b] ?? {}, { parent: 'nobody' }),
      'units[2].parent: there is no unit "nobody"',
    ],
    [
      'its own parent',
      ({ units }) => units.push({ id: 'x', name: 'X', parent: 'x' }),
      'units[3].parent: the parents go in a circle: x → x',
    ],
    [
      'a circle',
      ({ units }) => units.push({ id: 'x', name: 'X', parent: 'y' }, { id: 'y', name: 'Y', parent: 'x' }),
      'units[3].parent: the parents go in a circle: x → y → x',
    ],
    [
      'a root without a zone',
      ({ units }) => {
        units[works] = { id: 'works', name: 'Works', parent: null };
      },
      'units[0].timeZone: the root "works" needs a timeZone',
    ],
    [
      'no such zone',
      ({ units }) => Object.assign(units[a] ?? {}, { timeZone: 'Mars/Olympus' }),
      'units[1].timeZone: "Mars/Olympus" is not a time zone',
    ],
    [
      'an offset for a zone',
      ({ units }) => Object.assign(units[a] ?? {}, { timeZone: '+01:00' }),
      'units[1].timeZone: "+01:00" is not a time zone',
    ],
    [
      'an indicator twice',
      ({ indicators }) => indicators.push(day('a.people', 'a')),
      'indicators[4].id: "a.people" is the id of indicators[2]',
    ],
    [
      'of no unit',
      ({ indicators }) => indicators.push(day('x', 'nobody')),
      'indicators[4].unit: there is no unit "nobody"',
    ],
    [
      'into nothing',
      ({ indicators }) => indicators.push(day('x', 'a', { into: 'nothing' })),
      'indicators[4].into: there is no indicator "nothing"',
    ],
    [
      'into itself',
      ({ indicators }) => indicators.push(day('x', 'a', { into: 'x' })),
      'indicators[4].into: "x" cannot be a part of itself',
    ],
    [
      'into another unit',
      ({ indicators }) => indicators.push(day('y', 'b', { rollUp: { rule: 'sum' } }), day('x', 'a', { into: 'y' })),
      'indicators[5].into: "y" belongs to "b", but "x" to "a", whose parent is "works"',
    ],
    [
      'of the root into something',
      ({ indicators }) => indicators.push(day('x', 'works', { into: 'works.output' })),
      'indicators[4].into: "works.output" belongs to "works", but "x" to "works", which has no parent',
    ],
    [
      'into what is posted',
      ({ indicators }) => indicators.push(day('y', 'works'), day('x', 'a', { into: 'y' })),
      'indicators[5].into: "y" has no rollUp',
    ],
    [
      'into another cadence',
      ({ indicators }) => indicators.push(day('x', 'a', { into: 'works.output', cadence: 'week' })),
      'indicators[4].into: "works.output" has another cadence',
    ],
    [
      'into other shifts',
      ({ indicators }) =>
        indicators.push(
          day('y', 'works', { cadence: shift, rollUp: { rule: 'sum' } }),
          day('x', 'a', { into: 'y', cadence: { shifts: ['06:00', '15:00'] } }),
        ),
      'indicators[5].into: "y" has another cadence',
    ],
    [
      'shifts out of order',
      ({ indicators }) => indicators.push(day('x', 'a', { cadence: { shifts: ['14:00', '06:00'] } })),
      'indicators[4].cadence.shifts: list the starts',
    ],
    [
      'a ratio of a part without capability',
      ({ indicators }) =>
        indicators.push(day('y', 'works', { rollUp: { rule: 'ratio' } }), day('x', 'a', { into: 'y' })),
      'indicators[5].capability: "y" is a ratio',
    ],
    [
      'no such weight',
      ({ indicators }) => indicators.push(day('x', 'a', { weight: { indicator: 'nothing' } })),
      'indicators[4].weight.indicator: there is no indicator "nothing"',
    ],
    [
      'its own weight',
      ({ indicators }) => indicators.push(day('x', 'a', { weight: { indicator: 'x' } })),
      'indicators[4].weight.indicator: "x" cannot be its own weight',
    ],
    [
      'a weight of another unit',
      ({ indicators }) => indicators.push(day('x', 'b', { weight: { indicator: 'a.people' } })),
      'indicators[4].weight.indicator: "a.people" belongs to the unit "a"',
    ],
    [
      'a weight of another cadence',
      ({ indicators }) => indicators.push(day('x', 'a', { cadence: 'week', weight: { indicator: 'a.people' } })),
      'indicators[4].weight.indicator: "a.people" has another cadence',
    ],
    [
      'weights in a circle',
      ({ indicators }) =>
        indicators.push(day('x', 'a', { weight: { indicator: 'y' } }), day('y', 'a', { weight: { indicator: 'x' } })),
      'indicators[4].weight.indicator: weights go in a circle: x → y → x',
    ],
    [
      'two values from one date',
      ({ indicators }) => indicators.push(day('x', 'a', { capability: [...capability, ...capability] })),
      'indicators[4].capability[1].from: there is a value from 2026-01-01 already',
    ],
    [
      'two reference values from one date',
      ({ indicators }) =>
        indicators.push(
          day('x', 'a', {
            references: [
              {
                name: 'norm',
                values: [
                  { from: '2026-01-01', value: 1 },
                  { from: '2026-01-01', value: 2 },
                ],
              },
            ],
          }),
        ),
      'indicators[4].references[0].values[1].from: there is a value',
    ],
    [
      'no time of grace',
      ({ indicators }) => indicators.push(day('x', 'a', { rollUp: { rule: 'sum', grace: 'PT0M' } })),
      'indicators[4].rollUp.grace: PT0M is no time at all',
    ],
    [
      'no time to deal with it',
      ({ agreements }) => agreements.push({ unit: 'a', dealWithin: 'P0D' }),
      'agreements[2].dealWithin: P0D is no time at all',
    ],
    [
      'a time without end',
      ({ agreements }) => agreements.push({ unit: 'a', dealWithin: 'P99999999W' }),
      'agreements[2].dealWithin: P99999999W is more than ten years',
    ],
    [
      'an agreement of no unit',
      ({ agreements }) => agreements.push({ unit: 'nobody', dealWithin: 'P1D' }),
      'agreements[2].unit: there is no unit "nobody"',
    ],
    [
      'an agreement on no indicator',
      ({ agreements }) => agreements.push({ unit: 'a', indicator: 'nothing', dealWithin: 'P1D' }),
      'agreements[2].indicator: there is no indicator "nothing"',
    ],
    [
      'an agreement on what lies elsewhere',
      ({ agreements }) => agreements.push({ unit: 'b', indicator: 'a.output', dealWithin: 'P1D' }),
      'agreements[2].indicator: "a.output" belongs to "a"',
    ],
    [
      'two agreements on one thing',
      ({ agreements }) => agreements.push({ unit: 'works', dealWithin: 'P1D' }),
      'agreements[2]: agreements[0] is about works already',
    ],
  ])('is told: %s', (_what, change, told) => {
    const found = faults(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(told);
  });
});
