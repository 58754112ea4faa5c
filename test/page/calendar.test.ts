import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { introduce, openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;
const open: Seen[] = [];
const hours = ['06:00-14:00'];
const workdays = { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours };
const week = { ...workdays, saturday: hours, sunday: hours };
const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  regulator = await startRegulator();
  const units = works.units.map((unit) =>
    unit.id === 'works'
      ? { ...unit, calendar: { week, holidays: [{ date: soon, name: 'Feast of the works' }] } }
      : unit,
  );
  await applyOrganisation(regulator.address, { ...works, units }, 'Setup@works');
  browser = await openBrowser();
}, 120_000);

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

async function enter(size: Size, unit: string): Promise<Seen> {
  const seen = await visit(browser, regulator.address, size);
  open.push(seen);
  await introduce(seen.page, { use: /I work in a team/, name: 'Amina', unit });
  await seen.page.getByRole('heading', { name: unit, exact: true }).waitFor();
  return seen;
}

async function toCalendar(page: Page, unit: string): Promise<void> {
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await page.getByRole('heading', { name: `Calendar of ${unit}` }).waitFor();
}

async function say(page: Page, kind: RegExp, title: string, fromHours: number): Promise<void> {
  const field = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 16);
  const form = page.getByRole('region', { name: 'Say something beforehand' });
  await form.getByRole('radio', { name: kind }).check();
  await form.getByLabel('In a few words').fill(title);
  await form.getByLabel('From').fill(field(fromHours * 3_600_000));
  await form.getByLabel('Until').fill(field((fromHours + 30) * 3_600_000));
  await form.getByRole('button', { name: 'Say it' }).click();
  await page.getByText('Said to all concerned.').waitFor();
}

describe.each<Size>(['phone', 'desktop'])('on a %s', (size) => {
  test('a team reads its hours, says that it stops, moves the end, ends it; a neighbour reads it', async () => {
    const title = `Boiler inspection by ${size}`;
    const { page, faults } = await enter(size, 'Team A');
    await toCalendar(page, 'Team A');
    await page.getByText('Feast of the works (The works)').waitFor();
    await page.getByText('06:00–14:00').first().waitFor();
    await page.getByRole('button', { name: 'Say it' }).click();
    await page.getByText('Say in a few words what it is.').waitFor();
    await say(page, /Planned stop/, title, -1);

    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
    await page.getByRole('heading', { name: 'In force now' }).waitFor();
    await card.getByRole('button', { name: 'Move the end' }).click();
    await card.getByLabel('Until').fill(new Date(Date.now() + 50 * 3_600_000).toISOString().slice(0, 16));
    await card.getByRole('button', { name: 'Set this end' }).click();
    await card.getByText('moved the end to').waitFor();
    // One day or two, by the time at which the test runs.
    await page.getByText('stopped all day').first().waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);

    await page.getByRole('link', { name: 'Back to Team A' }).click();
    await page.getByRole('link', { name: `Planned stop: ${title}` }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await toCalendar(page, 'Team A');
    await card.getByRole('button', { name: 'End it now' }).click();
    await card.getByRole('button', { name: 'It is over' }).click();
    await card.getByText('ended it').waitFor();
    await page.getByRole('heading', { name: 'Lately over' }).waitFor();

    const neighbour = await enter(size, 'Team B');
    await toCalendar(neighbour.page, 'Team B');
    await neighbour.page.getByRole('heading', { name: title }).waitFor();
    expect(await neighbour.page.getByRole('button', { name: 'Take it back' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });
});

test('a page redraws by itself when a notice is said elsewhere, and offers no form to those below', async () => {
  const below = await enter('desktop', 'Team B');
  await below.page.goto(`${regulator.address}/#/calendar/sewing`);
  await below.page.getByText('Only Sewing and the units above it say something here.').waitFor();
  const above = await enter('desktop', 'Sewing');
  await toCalendar(above.page, 'Sewing');
  await say(above.page, /Strike/, 'For more pay', 24);
  await below.page.getByRole('heading', { name: 'For more pay' }).waitFor();
  await above.page.getByRole('button', { name: 'Take it back' }).click();
  await above.page.getByRole('button', { name: 'It never was' }).click();
  await below.page.getByText('withdrawn', { exact: true }).waitFor();
  expect([...below.faults, ...above.faults]).toEqual([]);
});

test('a team adds the holidays of a calendar file: looks at what is new, and has them in its hours', async () => {
  const { page, faults } = await enter('phone', 'Team B');
  await toCalendar(page, 'Team B');
  const day = (ahead: number) =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const events = [
    `UID:1\nDTSTART;VALUE=DATE:${day(8)}\nDTEND;VALUE=DATE:${day(10)}\nSUMMARY:Feast of the region`,
    `UID:2\nDTSTART:${day(8)}T090000\nDTEND:${day(8)}T100000\nSUMMARY:Stand-up`,
  ];
  const text = `BEGIN:VCALENDAR\n${events.map((one) => `BEGIN:VEVENT\n${one}\nEND:VEVENT\n`).join('')}END:VCALENDAR\n`;
  const choose = (content: string) =>
    page
      .getByLabel('Choose an .ics file')
      .setInputFiles({ name: 'region.ics', mimeType: 'text/calendar', buffer: Buffer.from(content) });
  await choose('hello');
  await page.getByRole('alert').getByText('This is no iCalendar file').waitFor();
  await choose(text);
  await page.getByText('1 new holiday.').waitFor();
  await page.getByText('1 event is left out').click();
  await page.getByText('is not whole days').waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Add 1 holiday' }).click();
  await page.getByText('1 holiday was added.').waitFor();
  await page.getByText('Feast of the region').first().waitFor();
  await choose(text);
  await page.getByText('0 new holidays, 2 days in the calendar already.').waitFor();
  expect(faults).toEqual([]);
});
