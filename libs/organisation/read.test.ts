import { describe, expect, it } from '@jest/globals';
import { readOrganisation } from './read.js';

type Fields = Record<string, unknown>;

const day = (id: string, unit: string, more: Fields = {}) => ({
  id,
  unit,
  name: id,
  measure: 'pieces',
  cadence: 'day',
  scale: 'positive',
  good: 'more',
  ...more,
});
const capability = [{ from: '2026-01-01', value: 10, evidence: 'counted' }];

/** A sound document: a works with two teams, whose output is summed and whose index is a ratio. */
function sound() {
  return {
    name: 'Example',
    units: [
      { id: 'works', name: 'Works', parent: null, timeZone: 'Europe/Madrid' } as Fields,
      { id: 'a', name: 'Team A', parent: 'works' } as Fields,
      { id: 'b', name: 'Team B', parent: 'works' } as Fields,
    ],
    indicators: [
      day('works.output', 'works', { rollUp: { rule: 'sum' } }),
      day('a.output', 'a', { into: 'works.output', weight: { indicator: 'a.people' }, capability }),
      day('a.people', 'a'),
      day('b.output', 'b', { into: 'works.output' }),
    ] as Fields[],
    agreements: [
      { unit: 'works', dealWithin: 'P2D' },
      { unit: 'works', indicator: 'a.output', dealWithin: 'PT8H' },
    ] as Fields[],
  };
}

function faults(change: (document: ReturnType<typeof sound>) => void) {
  const document = sound();
  change(document);
  const read = readOrganisation(document);
  return read.ok ? [] : read.errors.map(({ path, message }) => `${path}: ${message}`);
}

it('reads a sound document, fills in what was left out and sorts dated values', () => {
  const document = sound();
  document.indicators[2] = day('a.people', 'a', {
    potentiality: [
      { from: '2026-07-01', value: 2, evidence: 'x' },
      { from: '2026-01-01', value: 1, evidence: 'x' },
    ],
  });
  const read = readOrganisation(document);
  expect(read).toMatchObject({ ok: true, document: { credits: [], indicators: { length: 4 } } });
  expect(read.ok && read.document.indicators[2]?.potentiality.map(({ value }) => value)).toEqual([1, 2]);
  expect(read.ok && readOrganisation(read.document)).toEqual(read);
});

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

  it('in the form of an item is told together with faults between items, without blaming those that name it', () => {
    const found = faults(({ units, indicators }) => {
      units[a] = { ...units[a], name: '' };
      indicators.push(day('x', 'nobody'), day('y', 'b', { cadence: { minutes: 7 }, colour: 'red' }));
    });
    expect(found).toHaveLength(4);
    expect(found[0]).toMatch(/^units\[1\]\.name: /);
    expect(found[1]).toContain('indicators[5].cadence: Invalid option: expected one of "hour"');
    expect(found[2]).toContain('indicators[5]: Unrecognized key: "colour"; leave it out');
    expect(found[3]).toContain('indicators[4].unit: there is no unit "nobody"');
  });

  it('lets a ratio be made of ratios, and of sums that have a capability or whose parts have one', () => {
    expect(
      faults(({ units, indicators }) => {
        units.push({ id: 'cell', name: 'Cell', parent: 'a' }, { id: 'shed', name: 'Shed', parent: 'b' });
        indicators.push(
          day('index', 'works', { rollUp: { rule: 'ratio' } }),
          day('a.index', 'a', { rollUp: { rule: 'ratio' }, into: 'index' }),
          day('cell.made', 'cell', { into: 'a.index', capability }),
          day('b.sum', 'b', { rollUp: { rule: 'sum' }, into: 'index', capability }),
          day('b.parts', 'b', { rollUp: { rule: 'sum' }, into: 'index' }),
          day('shed.made', 'shed', { into: 'b.parts', capability }),
        );
      }),
    ).toEqual([]);
  });

  it.each([null, undefined, 'text', 7, [], {}, { name: 'x', units: 'none' }, { name: 'x', units: [null, 7] }])(
    'is told of %j, which is no document',
    (input) => {
      const read = readOrganisation(input);
      expect(read.ok).toBe(false);
      expect(!read.ok && read.errors.length).toBeGreaterThan(0);
    },
  );
});
