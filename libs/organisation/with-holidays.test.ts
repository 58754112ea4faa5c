import { describe, expect, it } from '@jest/globals';
import { OrganisationDocument } from '#libs/contracts';
import { readOrganisation } from './read.js';
import { withHolidays } from './with-holidays.js';

const day = (date: string, name: string, until?: string) => ({ date, name, hours: [], ...(until && { until }) });
const document = OrganisationDocument.parse({
  name: 'Works',
  units: [
    {
      id: 'works',
      name: 'Works',
      parent: null,
      timeZone: 'UTC',
      calendar: { holidays: [day('2026-12-25', 'Christmas')] },
    },
    { id: 'team', name: 'Team', parent: 'works' },
  ],
  indicators: [],
  agreements: [],
});

describe('holidays that are added', () => {
  it('leave the days alone that the unit names already, and go around them', () => {
    const added = withHolidays(document, 'works', [
      day('2026-12-24', 'Shut', '2026-12-26'),
      day('2026-12-26', 'Boxing day'),
      day('2027-01-01', 'New Year'),
    ]);
    expect(added.knownDays).toBe(2);
    expect(added.added).toEqual([day('2026-12-24', 'Shut'), day('2026-12-26', 'Shut'), day('2027-01-01', 'New Year')]);
    expect(readOrganisation(added.document).ok).toBe(true);
    expect(withHolidays(added.document, 'works', added.added)).toMatchObject({ added: [], knownDays: 3 });
  });

  it('give a unit a calendar that had none, with the hours that it inherits', () => {
    const { document: changed } = withHolidays(document, 'team', [day('2026-05-01', 'May day')]);
    expect(changed.units[1]?.calendar).toEqual({ holidays: [day('2026-05-01', 'May day')] });
    expect(changed.units[0]).toBe(document.units[0]);
    expect(withHolidays(document, 'team', []).document.units).toEqual(document.units);
  });
});
