import { OrganisationDocument } from '#libs/contracts';
import { organise } from '#libs/organisation';
import type { Organisation } from '#libs/organisation';

/** Noon of Saturday 21 November 2026 in UTC: the present of these tests. */
export const present = Date.UTC(2026, 10, 21, 12);

const measured = { measure: 'pieces', cadence: 'day', scale: 'positive', good: 'more' };

/** A works with two teams; team A measures on several scales and cadences, and has two indicators of one name. */
export function team(): Organisation {
  const ofA = { unit: 'team-a', ...measured };
  return organise(
    1,
    OrganisationDocument.parse({
      name: 'Test works',
      units: [
        { id: 'works', name: 'The works', parent: null, timeZone: 'Europe/Madrid' },
        { id: 'team-a', name: 'Team A', parent: 'works' },
        { id: 'team-b', name: 'Team B', parent: 'works' },
      ],
      indicators: [
        { id: 'team-a.output', name: 'Output', into: 'works.output', ...ofA },
        { ...ofA, id: 'team-a.drift', name: 'Drift', measure: 'mm', scale: 'real' },
        { ...ofA, id: 'team-a.stops', name: 'Stops', measure: 'stops', scale: 'count' },
        { ...ofA, id: 'team-a.scrap', name: 'Scrap', measure: 'share', scale: 'fraction' },
        { ...ofA, id: 'team-a.absence', name: 'Absence', measure: '% of hours' },
        { ...ofA, id: 'team-a.hourly', name: 'Pace', cadence: 'hour' },
        { ...ofA, id: 'team-a.weekly', name: 'Orders', cadence: 'week' },
        { ...ofA, id: 'team-a.monthly', name: 'Deliveries', cadence: 'month' },
        { ...ofA, id: 'team-a.water', name: 'Use', measure: 'litres' },
        { ...ofA, id: 'team-a.power', name: 'Use', measure: 'kWh' },
        { ...measured, id: 'team-b.output', unit: 'team-b', name: 'Output', into: 'works.output' },
        { ...measured, id: 'team-b.paint', unit: 'team-b', name: 'Paint' },
        { ...measured, id: 'works.output', unit: 'works', name: 'Output', rollUp: { rule: 'sum' } },
      ],
    }),
  );
}
