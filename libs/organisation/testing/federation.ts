import { OrganisationDocument } from '#libs/contracts';

/** Two trees for tests: a federation with a works, its team and an office elsewhere, and another one beside it. */
export function federation(): OrganisationDocument {
  const daily = { measure: 'pieces', cadence: 'day', scale: 'positive', good: 'more' };
  const rollUp = { rule: 'sum' };
  return OrganisationDocument.parse({
    name: 'Federation',
    units: [
      { id: 'federation', name: 'Federation', parent: null, timeZone: 'Europe/Madrid' },
      { id: 'works', name: 'Works', parent: 'federation' },
      { id: 'team', name: 'Team', parent: 'works' },
      { id: 'office', name: 'Office', parent: 'federation', timeZone: 'America/Santiago' },
      { id: 'other', name: 'Other', parent: null, timeZone: 'UTC' },
    ],
    indicators: [
      { id: 'all.output', unit: 'federation', name: 'Output', ...daily, rollUp },
      { id: 'works.output', unit: 'works', name: 'Output', ...daily, rollUp, into: 'all.output' },
      {
        id: 'team.output',
        unit: 'team',
        name: 'Output',
        ...daily,
        into: 'works.output',
        weight: { indicator: 'team.people' },
      },
      { id: 'team.people', unit: 'team', name: 'People', ...daily },
      { id: 'other.empty', unit: 'other', name: 'Empty', ...daily, rollUp },
    ],
    agreements: [
      { unit: 'federation', dealWithin: 'P1W' },
      { unit: 'federation', indicator: 'all.output', dealWithin: 'PT90M' },
      { unit: 'works', dealWithin: 'P2D' },
      { unit: 'team', indicator: 'team.output', dealWithin: 'PT8H' },
    ],
  });
}
