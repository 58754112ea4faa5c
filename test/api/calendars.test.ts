import { AlertList, AlertView, OrganisationApplied } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, type Kit, openKit, read, until } from './kit.js';
import { daily, fall, federation, noon, post, quiet } from './works.js';

let kit: Kit;
const ana = 'Ana@team-a';
const office = ['08:00-13:00', '14:00-17:00'];
const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const workdays = { ...none, monday: office, tuesday: office, wednesday: office, thursday: office, friday: office };

interface Document {
  units: { id: string; calendar?: object }[];
  agreements: object[];
}

/** The federation in which team A has six working hours for an alert, with the calendar that a test wants for the works. */
function worksWith(calendar: object): Document {
  const document = federation(daily('a.moved', 'team-a'), daily('a.frozen', 'team-a')) as Document;
  return {
    ...document,
    units: document.units.map((unit) => (unit.id === 'works' ? { ...unit, calendar } : unit)),
    agreements: [{ unit: 'team-a', dealWithin: 'PT6H' }],
  };
}

const put = (document: object) => kit.call('PUT', '/api/organisation', { body: document });
const view = async (id: string) => read(AlertView, await kit.call('GET', `/api/alerts/${id}`, { as: ana }));

async function raised(indicator: string): Promise<string> {
  await post(kit, ana, [fall(indicator)]);
  const list = read(AlertList, await kit.call('GET', `/api/alerts?indicator=${indicator}`, { as: ana }));
  return list.alerts[0]?.id ?? 'none';
}

beforeAll(async () => {
  kit = await openKit({ now: noon });
  read(OrganisationApplied, await put(worksWith({ week: workdays })));
  await post(kit, ana, [...quiet('a.moved'), ...quiet('a.frozen')]);
});

afterAll(async () => {
  await kit.stop();
  await kit.remove();
});

describe('the clock of an alert', () => {
  it('counts working time only, and is due anew in the same transaction when the calendar changes', async () => {
    // Tuesday noon: an hour until lunch, three after it; the last two of the six are Wednesday's.
    const id = await raised('a.moved');
    const first = await view(id);
    expect(first.alert).toMatchObject({ climbsAt: '2026-03-11T10:00:00.000Z', clock: { since: noon, minutes: 360 } });
    expect(first.alert.left).toEqual({
      minutes: 360,
      working: true,
      turnsAt: '2026-03-10T13:00:00Z',
      asOf: kit.clock.now,
    });

    kit.clock.now = '2026-03-10T20:00:00.000Z';
    expect((await view(id)).alert.left).toMatchObject({
      minutes: 120,
      working: false,
      turnsAt: '2026-03-11T08:00:00Z',
    });

    const holiday = { date: '2026-03-11', name: 'Feast of the works' };
    read(OrganisationApplied, await put(worksWith({ week: workdays, holidays: [holiday] })));
    const moved = await view(id);
    expect(moved.alert).toMatchObject({
      climbsAt: '2026-03-12T10:00:00.000Z',
      clock: { since: kit.clock.now, minutes: 120 },
    });
    expect(moved.timeline.at(-1)?.happening).toEqual({
      kind: 'clock-moved',
      because: 'calendar-changed',
      minutes: 120,
      climbsAt: '2026-03-12T10:00:00.000Z',
    });

    kit.clock.now = '2026-03-12T09:59:00.000Z';
    expect((await view(id)).alert.level).toBe(0);
    kit.clock.now = '2026-03-12T10:00:00.000Z';
    const up = await until(
      () => view(id),
      ({ alert }) => alert.level === 1,
    );
    // The works has a day, as no agreement says otherwise: its working day of eight hours.
    expect(up.alert).toMatchObject({ climbsAt: '2026-03-13T10:00:00.000Z', clock: { minutes: 480 } });
  });

  it('stays as it is when a document changes something else', async () => {
    const id = await raised('a.frozen');
    const before = await view(id);
    read(OrganisationApplied, await put({ ...worksWith({ week: workdays }), name: 'Another name' }));
    expect((await view(id)).timeline.filter(({ happening }) => happening.kind === 'clock-moved')).toHaveLength(0);
    const shorter = { ...worksWith({ week: workdays }), agreements: [{ unit: 'team-a', dealWithin: 'PT1H' }] };
    read(OrganisationApplied, await put(shorter));
    expect((await view(id)).alert.climbsAt).toBe(before.alert.climbsAt);
  });
});

describe('a calendar', () => {
  it.each([
    ['nobody ever works', { week: none }],
    ['overlaps', { week: { ...none, monday: ['08:00-12:00', '11:00-13:00'] } }],
    ['is no time', { week: { ...none, monday: ['8-12'] } }],
    ['ends before it begins', { holidays: [{ date: '2026-05-02', until: '2026-05-01', name: 'x' }] }],
    [
      'names a date twice',
      {
        holidays: [
          { date: '2026-05-01', until: '2026-05-03', name: 'x' },
          { date: '2026-05-02', name: 'y' },
        ],
      },
    ],
    ['goes on for ever', { holidays: [{ date: '2026-05-01', until: '9999-12-31', name: 'x' }] }],
  ])('in which something %s is refused', async (_, calendar) => {
    const answer = await put(worksWith(calendar));
    expect(codeOf(answer)).toBe('organisation-malformed');
    expect(JSON.stringify(answer.body)).toContain('units[1].calendar');
  });
});
