import { OrganisationDocument } from '#libs/contracts';
import { expect, test } from '@jest/globals';
import { changedRoots } from './trees.js';

const two = OrganisationDocument.parse({
  name: 'Two trees',
  units: [
    { id: 'north', name: 'North', parent: null, timeZone: 'UTC' },
    { id: 'mill', name: 'Mill', parent: 'north' },
    { id: 'south', name: 'South', parent: null, timeZone: 'UTC' },
    { id: 'farm', name: 'Farm', parent: 'south' },
  ],
  agreements: [{ unit: 'farm', dealWithin: 'P2D' }],
});

test('a tree is changed by what lies in it, and by nothing that lies elsewhere', () => {
  const renamed = {
    ...two,
    units: two.units.map((unit) => (unit.id === 'mill' ? { ...unit, name: 'Old mill' } : unit)),
  };
  expect(changedRoots(two, { ...two, name: 'Another name' })).toEqual([]);
  expect(changedRoots(two, renamed)).toEqual(['north']);
  expect(changedRoots(two, { ...two, agreements: [] })).toEqual(['south']);
  expect(changedRoots(two, { ...two, units: two.units.slice(0, 2), agreements: [] })).toEqual(['south']);
});

test('a new tree is nobody’s yet', () => {
  const east = OrganisationDocument.shape.units.element.parse({
    id: 'east',
    name: 'East',
    parent: null,
    timeZone: 'UTC',
  });
  expect(changedRoots(two, { ...two, units: [...two.units, east] })).toEqual([]);
});
