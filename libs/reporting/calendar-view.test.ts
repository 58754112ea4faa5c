import { type Notice, OrganisationDocument } from '#libs/contracts';
import { expect, test } from '@jest/globals';
import { organise } from '#libs/organisation';
import { calendarView } from './calendar-view.js';

const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const document = OrganisationDocument.parse({
  name: 'Works',
  units: [
    {
      id: 'works',
      name: 'The works',
      parent: null,
      timeZone: 'Europe/Madrid',
      calendar: {
        week: { ...none, saturday: ['22:00-06:00'], monday: ['08:00-16:00'] },
        holidays: [{ date: '2026-03-30', until: '2026-04-05', name: 'Easter week' }],
      },
    },
    { id: 'team', name: 'Team', parent: 'works', calendar: { holidays: [{ date: '2026-04-06', name: 'Feast' }] } },
  ],
});
const strike: Notice = {
  id: 'n',
  sequence: 1,
  state: 'standing',
  kind: 'strike',
  unit: 'works',
  title: 'Strike',
  text: null,
  from: '2026-03-28T20:00:00Z',
  until: '2026-03-28T22:00:00Z',
  by: 'Ana',
  byUnit: 'works',
  declaredAt: '2026-03-01T00:00:00Z',
};

test('a calendar tells the hours of each day, its holiday, and what a strike leaves, also where the clock changes', () => {
  const organisation = organise(1, document, [strike]);
  const unit = organisation.unit('team');
  if (!unit) throw new Error('the fixture has it');
  const { days, ...rest } = calendarView(organisation, unit, { from: '2026-03-28', to: '2026-04-06' });
  expect(rest).toEqual({ unit: 'team', unitName: 'Team', timeZone: 'Europe/Madrid', roundTheClock: false });
  expect(days[0]).toEqual({ date: '2026-03-28', hours: ['22:00-06:00'], holiday: null, minutes: 120, left: 60 });
  // The hour from two to three is not there in this night.
  expect(days[1]).toMatchObject({ date: '2026-03-29', hours: [], minutes: 300, left: 300 });
  expect(days[2]).toMatchObject({ holiday: { name: 'Easter week', unit: 'works', unitName: 'The works' }, minutes: 0 });
  expect(days.at(-1)).toMatchObject({ date: '2026-04-06', holiday: { name: 'Feast', unit: 'team' }, hours: [] });
});

test('where nobody has a calendar all work round the clock', () => {
  const bare = organise(1, OrganisationDocument.parse({ name: 'x', units: [{ id: 'u', name: 'U', parent: null }] }));
  const unit = bare.unit('u');
  if (!unit) throw new Error('the fixture has it');
  const { roundTheClock, days } = calendarView(bare, unit, { from: '2026-01-01', to: '2028-01-01' });
  expect(roundTheClock).toBe(true);
  expect(days).toHaveLength(400);
  expect(days[0]).toMatchObject({ hours: ['00:00-24:00'], minutes: 1440, left: 1440 });
});
