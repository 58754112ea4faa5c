import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OrganisationDocument } from '#libs/contracts';
import { StandInServer } from '../testing/stand-in-server.js';
import { type } from '../testing/terminal.js';

const document = OrganisationDocument.parse({
  name: 'Works',
  units: [
    { id: 'works', name: 'Works', parent: null, timeZone: 'Europe/Madrid' },
    {
      id: 'team-a',
      name: 'Team A',
      parent: 'works',
      calendar: { holidays: [{ date: '2026-01-01', name: 'Año Nuevo' }] },
    },
  ],
  indicators: [],
  agreements: [],
});
const events = (...lines: string[]) =>
  `BEGIN:VCALENDAR\r\n${lines.map((line) => `BEGIN:VEVENT\r\n${line}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`;
const newYear = 'UID:1\r\nDTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:New Year';
const easter = 'UID:2\r\nDTSTART;VALUE=DATE:20260402\r\nDTEND;VALUE=DATE:20260406\r\nSUMMARY:Easter';
const meeting = 'UID:3\r\nDTSTART:20260402T090000\r\nDTEND:20260402T100000\r\nSUMMARY:Meeting';

let folder: string;
let server: StandInServer;
let address: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synco-calendar-'));
  server = new StandInServer(({ route }) => {
    if (route.startsWith('GET'))
      return { status: 200, body: { version: 3, appliedAt: '2026-01-01T00:00:00Z', appliedBy: null, document } };
    const none = { added: [], removed: [], changed: [] };
    const difference = { units: { ...none, changed: ['team-a'] }, indicators: none, agreements: none, other: [] };
    return { status: 200, body: { version: 4, changed: true, dryRun: route.endsWith('dryRun=true'), difference } };
  });
  address = await server.listen();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function bring(text: string, ...flags: string[]) {
  const path = join(folder, 'holidays.ics');
  await writeFile(path, text);
  const dates = ['--from', '2026-01-01', '--to', '2027-12-31'];
  return type(['calendar', 'import', path, ...dates, ...flags], {
    env: { SYNCO_SERVER: address, SYNCO_AS: 'Rosa@team-a' },
  });
}
const routes = () => server.asked.map(({ route }) => route);

describe('synco calendar import', () => {
  test('says what is new, lets the server try it, and applies it; the rest of the document stays', async () => {
    const { exitCode, out, err } = await bring(events(newYear, easter));
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toBe(
      '2 new holidays of team-a from 2026-01-01 to 2027-12-31; 1 day in the calendar already.\n' +
        '  2026-04-02 to 2026-04-05  Easter\n  2027-01-01  New Year\nApplied as version 4:\n  units changed (1): team-a\n',
    );
    expect(routes()).toEqual(['GET /api/organisation', 'PUT /api/organisation?dryRun=true', 'PUT /api/organisation']);
    const put = OrganisationDocument.parse(server.asked.at(-1)?.body);
    expect(put.units[1]?.calendar?.holidays.map(({ name }) => name)).toEqual(['Año Nuevo', 'Easter', 'New Year']);
    expect({ ...put, units: put.units.slice(0, 1) }).toEqual({ ...document, units: document.units.slice(0, 1) });
  });

  test('with --dry-run changes nothing, and names what it leaves out', async () => {
    const { exitCode, out, err } = await bring(events(easter, meeting), '--dry-run', '--unit', 'works');
    expect(exitCode).toBe(2);
    expect(out).toContain('1 new holiday of works');
    expect(out).toContain('would change');
    expect(err).toMatch(/^Left out:\n {2}Meeting \(2026-04-02T09:00:00\): From .* \(event-not-whole-days\)\n$/);
    expect(routes()).toEqual(['GET /api/organisation', 'PUT /api/organisation?dryRun=true']);
  });

  test('asks the server for nothing where nothing is new', async () => {
    const { exitCode, out } = await bring(events(newYear.replace('20200101', '20260101').replace('RRULE', 'X-RULE')));
    expect([exitCode, out]).toEqual([
      0,
      '0 new holidays of team-a from 2026-01-01 to 2027-12-31; 1 day in the calendar already.\n',
    ]);
    expect(routes()).toEqual(['GET /api/organisation']);
  });

  test.each([
    ['a file that is none', 'hello', [], '(file-unreadable)'],
    ['a unit that is not there', events(easter), ['--unit', 'nobody'], '(unit-unknown)'],
    ['a date that is none', events(easter), ['--to', 'later'], '(usage-wrong)'],
  ])('refuses %s', async (_, text, flags, code) => {
    const { exitCode, err } = await bring(text, ...flags);
    expect([exitCode, err.includes(code)]).toEqual([1, true]);
  });
});
