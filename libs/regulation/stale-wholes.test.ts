import { describe, expect, it } from '@jest/globals';
import { OrganisationDocument } from '#libs/contracts';
import { organise } from '#libs/organisation';
import { staleWholes } from './stale-wholes.js';

const common = { name: 'Output', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };

function organisation(part: object, whole: object = {}) {
  return organise(
    1,
    OrganisationDocument.parse({
      name: 'Works',
      units: [
        { id: 'works', name: 'Works', parent: null, timeZone: 'UTC' },
        { id: 'team', name: 'Team', parent: 'works' },
      ],
      indicators: [
        { ...common, id: 'all', unit: 'works', rollUp: { rule: 'sum' }, ...whole },
        { ...common, id: 'part', unit: 'team', into: 'all', ...part },
      ],
    }),
  );
}

const idsOf = (before: object, after: object, whole: object = {}) =>
  staleWholes(organisation(before), organisation(after, whole)).map(({ id }) => id);

describe('a new version of the organisation', () => {
  it('leaves aggregates alone when only words have changed', () => {
    expect(idsOf({}, { name: 'Pieces', measure: 'items' })).toEqual([]);
  });

  it.each([
    ['a weight', { weight: 3 }],
    ['a capability', { capability: [{ from: '2026-01-01', value: 9, evidence: 'agreed' }] }],
    ['a part that is gone', { into: undefined }],
  ])('makes them again for %s', (_, after) => {
    expect(idsOf({}, after)).toEqual(['all']);
  });

  it('makes them again for another rule', () => {
    expect(idsOf({}, {}, { rollUp: { rule: 'mean' } })).toEqual(['all']);
  });

  it('finds all of them in the first version', () => {
    expect(staleWholes(null, organisation({})).map(({ id }) => id)).toEqual(['all']);
  });
});
