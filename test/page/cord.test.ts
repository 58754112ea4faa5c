import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { introduce, openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;
const open: Seen[] = [];

beforeAll(async () => {
  regulator = await startRegulator();
  await applyOrganisation(regulator.address, works, 'Setup@works');
  browser = await openBrowser();
}, 120_000);

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

const team = { use: /I work in a team/, name: 'Amina', unit: 'Team A' };
const council = { use: /I sit in a council/, name: 'Jo', unit: 'The works' };

async function enter(size: Size, who: Parameters<typeof introduce>[1]): Promise<Seen> {
  const seen = await visit(browser, regulator.address, size);
  open.push(seen);
  await introduce(seen.page, who);
  return seen;
}

test.each<Size>(['phone', 'desktop'])(
  'a cord goes straight to the council, which answers it, on a %s',
  async (size) => {
    const first = await enter(size, team);
    await first.page.getByRole('button', { name: 'Pull the cord' }).click();
    await first.page.getByRole('button', { name: 'Pull the cord' }).click();
    expect(await first.page.getByRole('alert').innerText()).toContain('Write something');
    await first.page.getByLabel('What has happened?').fill(`The roof leaks, seen on a ${size}.`);
    await first.page.getByLabel('To whom?').selectOption({ label: 'The works' });
    const roof = { name: 'roof.png', mimeType: 'image/png', buffer: await first.page.screenshot() };
    await first.page.getByLabel('A photo, if it helps').setInputFiles(roof);
    await first.page.getByRole('img', { name: 'The photo that goes with it' }).waitFor();
    await first.page.getByLabel(/Without my name/).check();
    expect(await overflow(first.page)).toBeLessThanOrEqual(0);
    await first.page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
    await first.page.getByRole('link', { name: 'See it' }).click();
    await first.page.getByText('The works owes an answer by').waitFor();
    const photo = first.page.getByRole('img', { name: 'The photo that came with it' });
    await photo.waitFor();
    expect(await photo.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBeGreaterThan(100);

    const second = await enter(size, council);
    await second.page
      .getByRole('link', { name: /Inbox|Alerts/ })
      .first()
      .click();
    await second.page.getByRole('link', { name: new RegExp(`seen on a ${size}`) }).click();
    await second.page.getByText('by somebody of the team').waitFor();
    await second.page.getByRole('button', { name: 'Answer' }).click();
    await second.page.getByLabel('Your answer').fill('The roofer comes tomorrow.');
    await second.page.getByRole('button', { name: 'Send' }).click();
    await first.page.getByText('The roofer comes tomorrow.').waitFor();
    await first.page.getByRole('button', { name: 'We have got it' }).click();
    await second.page.getByText('Amina (Team A) has got the answer.').waitFor();
    expect(await overflow(second.page)).toBeLessThanOrEqual(0);
    expect([...first.faults, ...second.faults]).toEqual([]);
  },
);

test.each<Size>(['phone', 'desktop'])('a council answers with a notice that it has declared, on a %s', async (size) => {
  const first = await enter(size, team);
  await first.page.getByRole('button', { name: 'Pull the cord' }).click();
  await first.page.getByLabel('What has happened?').fill(`The belt is worn, seen on a ${size}.`);
  await first.page.getByLabel('To whom?').selectOption({ label: 'The works' });
  await first.page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
  await first.page.getByRole('link', { name: 'See it' }).click();
  await first.page.getByText('The works owes an answer by').waitFor();

  const second = await enter(size, council);
  await second.page
    .getByRole('link', { name: /Inbox|Alerts/ })
    .first()
    .click();
  await second.page.getByRole('link', { name: new RegExp(`worn, seen on a ${size}`) }).click();
  await second.page.getByRole('button', { name: 'Answer' }).click();
  await second.page.getByRole('radio', { name: 'A notice' }).check();
  await second.page.getByText('Your unit has declared no notice').or(second.page.getByLabel('Which notice?')).waitFor();
  const hour = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  const title = `A new belt, ${size}`;
  const body = JSON.stringify({ kind: 'planned-stop', unit: 'team-a', from: hour(1), until: hour(3), title });
  const headers = { 'content-type': 'application/json', 'synco-as': 'Jo@works' };
  await fetch(`${regulator.address}/api/notices`, { method: 'POST', headers, body });
  await second.page.getByLabel('Which notice?').selectOption({ label: `${title} · Team A` });
  await second.page.getByLabel('Your answer').fill('We stop for two hours and change it.');
  expect(await overflow(second.page)).toBeLessThanOrEqual(0);
  await second.page.getByRole('button', { name: 'Send' }).click();
  await first.page.getByText('declared a notice:').waitFor();
  await first.page.getByRole('link', { name: 'See the notice' }).click();
  await first.page.getByText(title).first().waitFor();
  expect([...first.faults, ...second.faults]).toEqual([]);
});

test('good news is shared with the team beside, by keyboard alone', async () => {
  const first = await enter('desktop', team);
  await first.page.getByRole('button', { name: 'Pull the cord' }).press('Enter');
  await first.page.getByRole('radio', { name: 'It went well' }).press('Space');
  await first.page.getByLabel('What has happened?').fill('The new needles hold twice as long.');
  await first.page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).press('Enter');
  await first.page.getByRole('link', { name: 'See it' }).press('Enter');
  await first.page.getByRole('button', { name: 'Share it' }).press('Enter');
  await first.page.getByRole('checkbox', { name: 'Team B' }).press('Space');
  await first.page.getByLabel('What is worth copying?').fill('Order the hardened ones.');
  await first.page.getByRole('button', { name: 'Send' }).press('Enter');
  await first.page.getByText(/shared this with Team B/).waitFor();

  const second = await enter('phone', { ...team, name: 'Bea', unit: 'Team B' });
  await second.page.getByRole('link', { name: /The new needles hold/ }).click();
  await second.page.getByText('Order the hardened ones.').waitFor();
  expect(await overflow(second.page)).toBeLessThanOrEqual(0);
  expect([...first.faults, ...second.faults]).toEqual([]);
});

test('a team asks for more time and the level above gives it', async () => {
  const first = await enter('phone', team);
  await first.page.getByRole('button', { name: 'Pull the cord' }).click();
  await first.page.getByLabel('What has happened?').fill('Two of us are ill.');
  await first.page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
  await first.page.getByRole('link', { name: 'See it' }).click();
  await first.page.getByRole('button', { name: 'Ask for more time' }).click();
  await first.page.getByRole('button', { name: 'Send' }).click();
  await first.page.getByText(/asked Sewing for time until/).waitFor();
  expect(await overflow(first.page)).toBeLessThanOrEqual(0);

  const second = await enter('desktop', { use: /I coordinate/, name: 'Rosa', unit: 'Sewing' });
  await second.page.getByRole('link', { name: /Two of us are ill/ }).click();
  await second.page.getByRole('button', { name: 'Give more time' }).click();
  await second.page.getByRole('button', { name: 'Send' }).click();
  await second.page.getByText(/gave more time: until/).waitFor();
  expect([...first.faults, ...second.faults]).toEqual([]);
});

test.each<Size>(['phone', 'desktop'])(
  'a team proposes an agreement and the level above accepts it, on a %s',
  async (size) => {
    const first = await enter(size, team);
    await first.page.getByRole('link', { name: 'Agreements' }).click();
    await first.page.getByRole('heading', { name: 'How much time Team A has' }).waitFor();
    await first.page.getByText('Every alert: 8 hours').waitFor();
    await first.page.getByRole('button', { name: 'Propose' }).click();
    expect(await first.page.getByRole('alert').innerText()).toContain('Write a number');
    await first.page.getByLabel('For which alerts?').selectOption({ label: 'Cords' });
    await first.page.getByLabel('Time to deal with it').fill(size === 'phone' ? '3' : '4');
    await first.page.getByLabel('Why? (optional)').fill('One shift is too short.');
    await first.page.getByRole('button', { name: 'Propose' }).click();
    await first.page.getByText('It has been proposed.').waitFor();
    expect(await overflow(first.page)).toBeLessThanOrEqual(0);

    const second = await enter(size, { use: /I coordinate/, name: 'Rosa', unit: 'Sewing' });
    await second.page.goto(`${regulator.address}/#/agreements/team-a`);
    await second.page.getByText('One shift is too short.').first().waitFor();
    await second.page.getByRole('button', { name: 'Accept' }).click();
    await first.page
      .getByRole('listitem')
      .filter({ hasText: /^Cords: [34] hours$/ })
      .waitFor();
    expect(await overflow(second.page)).toBeLessThanOrEqual(0);
    expect([...first.faults, ...second.faults]).toEqual([]);
  },
);
