import type { Kit } from './kit.js';
import { read, settled } from './kit.js';
import { Accepted, OrganisationApplied } from '#libs/contracts';

/** The time at which the tests of this folder begin: a Tuesday at noon. */
export const noon = '2026-03-10T12:00:00.000Z';

/** A daily indicator of whole pieces, as a document writes it. */
export function daily(id: string, unit: string, more: object = {}): object {
  return { id, unit, name: id, measure: 'pieces', cadence: 'day', scale: 'positive', good: 'more', ...more };
}

/** A federation with a works of two teams and an office elsewhere, another tree beside it, and room for a test's own indicators. */
export function federation(...indicators: object[]): object {
  return {
    name: 'Federation',
    credits: ['Made-up figures.'],
    units: [
      { id: 'federation', name: 'Federation', parent: null, timeZone: 'UTC' },
      { id: 'works', name: 'Works', parent: 'federation' },
      { id: 'team-a', name: 'Team A', parent: 'works' },
      { id: 'team-b', name: 'Team B', parent: 'works' },
      { id: 'office', name: 'Office', parent: 'federation' },
      { id: 'elsewhere', name: 'Elsewhere', parent: null, timeZone: 'Asia/Tokyo' },
    ],
    indicators: [
      daily('works.output', 'works', { rollUp: { rule: 'sum' } }),
      daily('a.output', 'team-a', {
        into: 'works.output',
        capability: [{ from: '2020-01-01', value: 120, evidence: 'the best month' }],
        potentiality: [{ from: '2020-01-01', value: 150, evidence: 'with new needles' }],
      }),
      daily('b.output', 'team-b', { into: 'works.output' }),
      ...indicators,
    ],
    agreements: [
      { unit: 'federation', dealWithin: 'P1D' },
      { unit: 'team-a', dealWithin: 'PT1M' },
    ],
  };
}

export async function apply(kit: Kit, document: object): Promise<OrganisationApplied> {
  return read(OrganisationApplied, await kit.call('PUT', '/api/organisation', { body: document, as: 'Setup@works' }));
}

/** Posts as a team would, and waits until the loop has taken the last one. */
export async function post(kit: Kit, as: string, observations: object[]): Promise<Accepted> {
  const accepted = read(Accepted, await kit.call('POST', '/api/observations', { as, body: { observations } }), 202);
  const last = accepted.ids.findLast((id) => id !== null);
  if (last) await settled(kit, last, as);
  return accepted;
}

/** The name of the day so many days before the tests' own. */
export function daysBefore(days: number): string {
  return new Date(Date.parse(noon) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Thirty quiet days that end the day before yesterday: about a hundred, give or take three. */
export function quiet(indicator: string, days = 30): object[] {
  return Array.from({ length: days }, (_, index) => ({
    id: `${indicator}-${index}`,
    indicator,
    period: daysBefore(days + 1 - index),
    value: 100 + ((index * 5) % 7) - 3,
  }));
}

/** Yesterday's figure, far below what was usual. */
export function fall(indicator: string): object {
  return { id: `${indicator}-fall`, indicator, period: daysBefore(1), value: 12 };
}
