import { describe, expect, it } from '@jest/globals';
import { OrganisationDocument } from '#libs/contracts';
import { periodOfOrdinal, readPeriod } from '#libs/indicators';
import { organise } from '#libs/organisation';
import { matchingPeriod } from './matching-period.js';

function across(cadence: object | string, zone: string) {
  const common = { name: 'Output', measure: 'pieces', cadence, scale: 'real', good: 'more' };
  const organisation = organise(
    1,
    OrganisationDocument.parse({
      name: 'Works',
      units: [
        { id: 'works', name: 'Works', parent: null, timeZone: 'Europe/Berlin' },
        { id: 'team', name: 'Team', parent: 'works', timeZone: zone },
      ],
      indicators: [
        { ...common, id: 'all', unit: 'works', rollUp: { rule: 'sum' } },
        { ...common, id: 'part', unit: 'team', into: 'all' },
      ],
    }),
  );
  const [all, part] = organisation.document.indicators;
  if (!all || !part) throw new Error('two indicators');
  return {
    down: (name: string) => matchingPeriod(organisation, all, name, part)?.name,
    up: (name: string) => matchingPeriod(organisation, part, name, all)?.name,
    part,
  };
}

describe('the period of another unit that belongs to one', () => {
  it.each([
    ['day', '2026-11-21'],
    ['week', '2026-W47'],
    ['month', '2026-11'],
    ['quarter', '2026-Q4'],
    ['year', '2026'],
  ])('has the same name from a %s up, wherever the unit is', (cadence, name) => {
    expect(across(cadence, 'America/Santiago').down(name)).toBe(name);
  });

  it('is the same hour of the world below a day', () => {
    const { down, up } = across('hour', 'America/Santiago');
    expect(down('2026-11-21T14+01:00')).toBe('2026-11-21T10-03:00');
    expect(up('2026-11-21T10-03:00')).toBe('2026-11-21T14+01:00');
  });

  it.each(['Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago'])(
    'is one for one below a day: %s, where the clock differs by parts of an hour or moves',
    (zone) => {
      for (const cadence of ['hour', { minutes: 20 }] as const) {
        const { down, up, part } = across(cadence, zone);
        for (const night of [readPeriod('day', zone, '2026-04-04'), readPeriod('day', zone, '2026-10-25')]) {
          const start = Math.floor((night?.startsAt ?? 0) / (cadence === 'hour' ? 3_600_000 : 1_200_000));
          const names = Array.from({ length: 60 }, (_, n) => periodOfOrdinal(part.cadence, zone, start + n).name);
          const above = names.map((name) => up(name) ?? '');
          expect(new Set(above).size).toBe(60);
          expect(above.map((name) => down(name))).toEqual(names);
        }
      }
    },
  );

  it('is none for a name that is none', () => {
    expect(across('hour', 'Asia/Kolkata').down('2026-11-21')).toBeUndefined();
    expect(across('day', 'Asia/Kolkata').down('2026-02-30')).toBeUndefined();
  });
});
