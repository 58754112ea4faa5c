import { describe, expect, it } from '@jest/globals';
import { readOrganisation } from './read.js';
import { capability, day, faults, sound } from './testing/works.js';

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
  it('in the form of an item is told together with faults between items, without blaming those that name it', () => {
    const found = faults(({ units, indicators }) => {
      units[1] = { ...units[1], name: '' };
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
