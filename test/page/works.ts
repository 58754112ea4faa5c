/** A small works for browser tests: one department with two teams; figures are seen all along the line. */
export const works = {
  name: 'Test works',
  credits: ['Made-up figures, for tests only.'],
  units: [
    { id: 'works', name: 'The works', parent: null, level: 'enterprise', timeZone: 'UTC' },
    { id: 'sewing', name: 'Sewing', parent: 'works', level: 'department' },
    { id: 'team-a', name: 'Team A', parent: 'sewing', level: 'team' },
    { id: 'team-b', name: 'Team B', parent: 'sewing', level: 'team' },
  ],
  indicators: [
    ...['team-a', 'team-b'].map((unit) => ({
      id: `${unit}.output`,
      unit,
      name: 'Output',
      measure: 'pieces',
      cadence: 'day',
      scale: 'positive',
      good: 'more',
      visibility: 'line',
      into: 'sewing.output',
      capability: [{ from: '2020-01-01', value: 120, evidence: 'Best month' }],
      potentiality: [{ from: '2020-01-01', value: 140, evidence: 'With new needles' }],
    })),
    {
      id: 'sewing.output',
      unit: 'sewing',
      name: 'Output',
      measure: 'pieces',
      cadence: 'day',
      scale: 'positive',
      good: 'more',
      visibility: 'line',
      rollUp: { rule: 'sum' },
    },
  ],
  agreements: [{ unit: 'works', dealWithin: 'PT8H' }],
};

const day = 86_400_000;
const golden = 0.618034;

/** The name of the day so many days before today, in UTC. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * day).toISOString().slice(0, 10);
}

/** Forty quiet days that end yesterday: from 97 to 104 pieces, without a pattern that a filter could learn. */
export function quietDays(indicator: string): { id: string; indicator: string; period: string; value: number }[] {
  return Array.from({ length: 40 }, (_, index) => ({
    id: `${indicator}-${index}`,
    indicator,
    period: dayBefore(40 - index),
    value: 97 + Math.floor(8 * ((index * index * golden) % 1)),
  }));
}
