import { OrganisationDocument } from '#libs/contracts';
import { expect, test } from '@jest/globals';
import { openedBy, withVisibility } from './opened.js';

const document = OrganisationDocument.parse({
  name: 'Opened',
  units: [
    { id: 'works', name: 'Works', parent: null, timeZone: 'UTC' },
    { id: 'team', name: 'Team', parent: 'works' },
  ],
  indicators: ['unit', 'line', 'federation'].map((visibility) => ({
    id: `team.${visibility}`,
    unit: 'team',
    name: 'X',
    measure: 'm',
    cadence: 'day',
    scale: 'positive',
    good: 'more',
    visibility,
  })),
});
const opened = (next: OrganisationDocument) => openedBy(document.indicators, next).map(({ id }) => id);

test.each([
  ['team.unit', 'line', ['team.unit']],
  ['team.unit', 'federation', ['team.unit']],
  ['team.line', 'federation', ['team.line']],
  ['team.line', 'unit', []],
  ['team.federation', 'line', []],
  ['team.federation', 'federation', []],
] as const)('%s for the %s opens %j', (indicator, visibility, expected) => {
  expect(opened(withVisibility(document, indicator, visibility))).toEqual(expected);
});

test('figures that come into another unit are opened to it; those that are no more, and new ones, are not', () => {
  const [first, ...others] = document.indicators;
  const moved = { ...document, indicators: document.indicators.map((one) => ({ ...one, unit: 'works' })) };
  expect(opened(moved)).toHaveLength(3);
  expect(opened({ ...document, indicators: others })).toEqual([]);
  expect(openedBy(others, { ...document, indicators: first ? [first] : [] })).toEqual([]);
});
