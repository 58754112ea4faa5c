import { OrganisationDocument } from '#libs/contracts';
import { days } from '../kit/posting.js';
import { dayName } from '../kit/loop-rig.js';

const works = ['north', 'south'];
const teamsOf = (one: string) => days(1, 6).map((n) => `${one}-${n}`);
const oneDayMs = 86_400_000;

/** The indicators that teams post for; each whole above is a sum of them. */
export const posted = works.flatMap((one) => teamsOf(one).map((team) => `${team}.output`));

/** The wholes, each with the posted indicators below it. */
export const wholes: ReadonlyMap<string, readonly string[]> = new Map([
  ...works.map((one) => [`${one}.output`, posted.filter((id) => id.startsWith(`${one}-`))] as const),
  ['region.output', posted],
  ['root.output', posted],
]);

/** The n-th indicator that falls once, and whose alert climbs to the top. */
export const watched = (n: number) => `north-1.watched-${n}`;

/** Indicators that are posted for, now and then, to see that somebody takes what lies on each partition. */
export const proofs = days(0, 12).map((n) => `south-1.proof-${n}`);

/**
 * Root ⊃ region ⊃ two works ⊃ six teams each, one daily figure a team, and so many indicators that fall once. Everybody has a minute
 * to deal with an alert, and nobody does: so every alert climbs three levels, whatever happens to the regulators.
 */
export function organisationOf(falls: number): OrganisationDocument {
  const units = [
    { id: 'root', name: 'Root', parent: null, timeZone: 'Europe/Madrid' },
    { id: 'region', name: 'Region', parent: 'root' },
    ...works.map((id) => ({ id, name: id, parent: 'region' })),
    ...works.flatMap((parent) => teamsOf(parent).map((id) => ({ id, name: id, parent }))),
  ];
  return OrganisationDocument.parse({
    name: 'Works under fault',
    units,
    agreements: [{ unit: 'root', dealWithin: 'PT1M' }],
    indicators: [
      daily('root.output', 'root', { rollUp: { rule: 'sum' } }),
      daily('region.output', 'region', { rollUp: { rule: 'sum' }, into: 'root.output' }),
      ...works.map((id) => daily(`${id}.output`, id, { rollUp: { rule: 'sum' }, into: 'region.output' })),
      ...works.flatMap((one) => teamsOf(one).map((id) => daily(`${id}.output`, id, { into: `${one}.output` }))),
      ...days(0, falls).map((n) => daily(watched(n), 'north-1', {})),
      ...proofs.map((id) => daily(id, 'south-1', {})),
    ],
  });
}

function daily(id: string, unit: string, more: object): object {
  return { id, unit, name: 'Output', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more', ...more };
}

/** A figure as it is posted. */
export interface Figured {
  id: string;
  indicator: string;
  period: string;
  value: number;
}

/** The n-th day from 1930 on: long past, so that no alert is raised for it. */
export const pastDay = (n: number) => dayName(n - 35_064);

/** Two quiet weeks of an indicator, up to yesterday, which is far below them. */
export function fallOf(indicator: string): Figured[] {
  return days(0, 15).map((back) => {
    const period = new Date(Date.now() - (back + 1) * oneDayMs).toISOString().slice(0, 10);
    return { id: `${indicator}/${back}`, indicator, period, value: back === 0 ? 40 : 100 + ((back * 7) % 5) };
  });
}
