import { readOrganisation } from '../read.js';

type Fields = Record<string, unknown>;

/** A daily indicator, as a document writes it. */
export const day = (id: string, unit: string, more: Fields = {}) => ({
  id,
  unit,
  name: id,
  measure: 'pieces',
  cadence: 'day',
  scale: 'positive',
  good: 'more',
  ...more,
});
/** A capability that somebody has agreed. */
export const capability = [{ from: '2026-01-01', value: 10, evidence: 'counted' }];

/** A sound document: a works with two teams, one of them with a weight and an agreed capability, whose output is summed. */
export function sound() {
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

/** The faults of the sound document once it has been changed, each as path: message. */
export function faults(change: (document: ReturnType<typeof sound>) => void) {
  const document = sound();
  change(document);
  const read = readOrganisation(document);
  return read.ok ? [] : read.errors.map(({ path, message }) => `${path}: ${message}`);
}
