import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { AlertList } from '#libs/contracts';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { introduce, openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { dayBefore, quietDays, works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;
const open: Seen[] = [];
const today = dayBefore(0);

beforeAll(async () => {
  regulator = await startRegulator();
  await applyOrganisation(regulator.address, works, 'Setup@works');
  for (const unit of ['team-a', 'team-b']) await post(unit, quietDays(`${unit}.output`));
  await until(async () => (await status('team-b.output-39')) === 'assessed');
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
const coordinator = { use: /I coordinate/, name: 'Rosa', unit: 'Sewing' };
const council = { use: /I sit in a council/, name: 'Jo', unit: 'Sewing' };

describe.each<Size>(['phone', 'desktop'])('on a %s', (size) => {
  test('a team posts a figure and reads the answer', async () => {
    const { page, faults } = await enter(size, team);
    await page.getByLabel('Figure (pieces)').fill('101');
    await page
      .getByRole('button', { name: 'Post', exact: true })
      .or(page.getByRole('button', { name: 'Post the correction' }))
      .click();
    await page.getByText('Ordinary.').waitFor();
    await page.getByText('Expected between').waitFor();
    await page.getByRole('button', { name: 'Post the correction' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  });

  test('a council member compares the teams and prints', async () => {
    const { page, faults } = await enter(size, council);
    await page.getByRole('heading', { name: 'The units inside Sewing, compared' }).waitFor();
    const row = page.getByRole('row', { name: /Team B/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/better|worse|as before/);
    await page.evaluate('window.print = () => { document.title = "printed"; }');
    await page.getByRole('button', { name: 'Print' }).click();
    expect(await page.title()).toBe('printed');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header.top').isVisible()).toBe(false);
    expect(await row.isVisible()).toBe(true);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  });
});

test('posting needs no more than the keyboard', async () => {
  const { page } = await enter('desktop', { ...team, unit: 'Team B' });
  await page.getByLabel('Figure (pieces)').focus();
  await page.keyboard.type('99');
  await page.keyboard.press('Enter');
  await page.getByText('Ordinary.').waitFor();
  expect(await page.getByText('99 pieces for').isVisible()).toBe(true);
});

test('nobody is offered a form for figures of another unit', async () => {
  const { page } = await enter('desktop', coordinator);
  await page.getByRole('link', { name: 'Team A', exact: true }).click();
  await page.getByRole('heading', { name: 'Team A', exact: true }).waitFor();
  expect(await page.getByRole('heading', { name: 'Post a figure' }).count()).toBe(0);
});

test('a unit that is gone is asked for anew', async () => {
  const { page } = await enter('phone', team);
  await page.getByRole('heading', { name: 'Team A' }).waitFor();
  await page.evaluate(
    `localStorage.setItem('synco.viewers', '[{"name":"Amina","unit":"closed-down","use":"team"}]'); location.reload()`,
  );
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  const choice = page.getByRole('radio', { name: /^Team A/ });
  await choice.waitFor();
  expect(await choice.count()).toBe(1);
});

test('what is no number is said, and not sent', async () => {
  const { page } = await enter('phone', team);
  await page.getByLabel('Figure (pieces)').fill('many');
  await page.getByLabel('Figure (pieces)').press('Enter');
  expect(await page.getByRole('alert').innerText()).toContain('Write a number');
});

test('an alert is heard by the team, goes up when it asks for help, and the answer comes down', async () => {
  const first = await enter('phone', team);
  await first.page.getByLabel('For').selectOption(today);
  await first.page.getByLabel('Figure (pieces)').fill('12');
  await first.page.getByLabel('Figure (pieces)').press('Enter');
  await first.page.getByText('Unusual, because').waitFor();
  // Beside it stands the question from above.
  await first.page.locator('a[href^="#/alert/team-a.output"]').click();
  await first.page.getByText('Why was this flagged?').press('Enter');
  await first.page.getByText(/Ordinary explains the figure of .* a one-off with/).waitFor();
  expect(await overflow(first.page)).toBeLessThanOrEqual(0);
  await first.page.getByRole('button', { name: 'We are on it' }).click();
  await first.page.getByRole('button', { name: 'Send' }).click();
  await first.page.getByText(/Amina \(Team A\) is on it until/).waitFor();
  await first.page.getByRole('button', { name: 'Ask for help now' }).click();
  await first.page.getByRole('button', { name: 'Send' }).click();
  await first.page.getByText(/Team A asked for help: it went to Sewing/).waitFor();

  const second = await enter('desktop', coordinator);
  await second.page.getByRole('link', { name: /Team A: Output/ }).click();
  await second.page
    .getByText(/Climbs in \d+ hours/)
    .first()
    .waitFor();
  await second.page.getByRole('button', { name: 'Answer' }).click();
  await second.page.getByRole('radio', { name: 'Help' }).check();
  await second.page.getByLabel('Your answer').fill('Two of us come over.');
  await second.page.getByRole('button', { name: 'Send' }).click();
  await second.page.getByText('Two of us come over.').waitFor();

  await first.page.getByText('Two of us come over.').waitFor();
  expect([...first.faults, ...second.faults]).toEqual([]);
  const { alerts } = await get<AlertList>('/api/alerts?state=open', 'Rosa@sewing');
  expect(alerts.find((alert) => alert.unit === 'team-a')?.heldBy).toBe('sewing');
});

test('a figure posted elsewhere appears without reloading', async () => {
  const { page } = await enter('desktop', { ...team, unit: 'Team B' });
  await page.getByText('Live').waitFor();
  await page.getByText('Before:').or(page.getByText('There is a figure')).first().waitFor();
  await post('team-b', [{ id: 'live-1', indicator: 'team-b.output', period: today, value: 103.25 }]);
  const shown = page.getByText('103.3 pieces').first();
  await shown.waitFor();
  expect(await shown.isVisible()).toBe(true);
});

test('a figure better than what the team has said it could do is to be looked at', async () => {
  const { page } = await enter('phone', { ...team, unit: 'Team B' });
  await page.getByLabel('Figure (pieces)').fill('131');
  await page.getByLabel('Figure (pieces)').press('Enter');
  await page.getByRole('heading', { name: 'To look at' }).waitFor();
  expect(await page.getByText('131 is better than the 120').isVisible()).toBe(true);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test.each<Size>(['phone', 'desktop'])('other settings are tried with the keyboard, on a %s', async (size) => {
  const { page, faults } = await enter(size, { ...team, unit: 'Team B' });
  await page.getByRole('link', { name: 'Try other settings' }).click();
  await page.getByText(/^With these settings: .* a year/).waitFor();
  const told = page.getByRole('columnheader', { name: 'Calm' });
  expect(await told.getAttribute('aria-current')).toBe('false');
  await page.getByRole('radio', { name: /Normal/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.locator('th[aria-current="true"]', { hasText: 'Calm' }).waitFor();
  expect(await page.getByRole('radio', { name: 'Calm' }).isChecked()).toBe(true);
  expect(await page.getByText('This changes nothing').isVisible()).toBe(true);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: 'Back to Team B' }).click();
  await page.getByRole('heading', { name: 'Team B', exact: true }).waitFor();
  expect(faults).toEqual([]);
});

async function enter(size: Size, who: Parameters<typeof introduce>[1]): Promise<Seen> {
  const seen = await visit(browser, regulator.address, size);
  open.push(seen);
  await introduce(seen.page, who);
  return seen;
}

async function post(unit: string, observations: readonly object[]): Promise<void> {
  const answer = await fetch(`${regulator.address}/api/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Synco-As': `Setup@${unit}` },
    body: JSON.stringify({ observations }),
  });
  const accepted = await answer.text();
  if (answer.status !== 202 || !accepted.includes('"refused":[]')) throw new Error(accepted.slice(0, 500));
}

async function get<T>(path: string, as: string): Promise<T> {
  const answer = await fetch(regulator.address + path, { headers: { 'Synco-As': as } });
  return (await answer.json()) as T;
}

async function status(id: string): Promise<string> {
  return (await get<{ state: string }>(`/api/observations/${id}`, 'Setup@team-b')).state;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}
