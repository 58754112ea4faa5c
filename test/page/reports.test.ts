import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { sleep } from '../kit/bus-reader.js';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { introduce, openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { dayBefore, quietDays, works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;
const open: Seen[] = [];

/** Both teams are to report each day within a minute; team A has, all but the last two days, and team B never has. */
beforeAll(async () => {
  await clearOfMidnight();
  regulator = await startRegulator();
  const expected = { grace: 'PT1M', from: dayBefore(10) };
  const units = works.units.map((unit) => (unit.id === 'sewing' ? { ...unit, expected } : unit));
  await applyOrganisation(regulator.address, { ...works, units }, 'Setup@works');
  const observations = quietDays('team-a.output').slice(0, -2);
  const answer = await fetch(`${regulator.address}/api/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Synco-As': 'Amina@team-a' },
    body: JSON.stringify({ observations }),
  });
  if (answer.status !== 202) throw new Error(await answer.text());
  browser = await openBrowser();
}, 400_000);

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

/** Waits, about midnight in UTC, until yesterday's reports are due, and for a day that lasts longer than the tests. */
async function clearOfMidnight(): Promise<void> {
  const [before, after] = [180_000, 90_000];
  const since = (Date.now() + before) % 86_400_000;
  await sleep(Math.max(0, before + after - since));
}

async function enter(size: Size, who: Parameters<typeof introduce>[1]): Promise<Seen> {
  const seen = await visit(browser, regulator.address, size);
  open.push(seen);
  await introduce(seen.page, who);
  return seen;
}

test.each<Size>(['phone', 'desktop'])('a team sees which of its reports are missing, on a %s', async (size) => {
  const { page, faults } = await enter(size, { use: /I work in a team/, name: 'Amina', unit: 'Team A' });
  const panel = page.getByRole('region', { name: 'Reports' });
  await panel.getByText(/2 reports missing, the oldest of/).waitFor();
  expect(await panel.getByRole('img', { name: /: missing$/ }).count()).toBe(1);
  expect(await panel.getByRole('img', { name: /: late$/ }).count()).toBe(1);
  expect(await panel.getByRole('img', { name: /: not due yet$/ }).count()).toBe(1);
  expect(await panel.getByRole('img', { name: /: reported$/ }).count()).toBe(8);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
});

test.each<Size>(['phone', 'desktop'])(
  'a coordinator sees who has not reported, the most silent first, on a %s',
  async (size) => {
    const { page, faults } = await enter(size, { use: /I coordinate/, name: 'Rosa', unit: 'Sewing' });
    await page.goto(`${regulator.address}/#/unit/sewing`);
    const panel = page.getByRole('region', { name: 'Reports', exact: true });
    await panel.getByText('What has not come').waitFor();
    expect(await panel.getByRole('listitem').first().innerText()).toContain('Team B');
    await panel.getByText(/12 have not come/).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  },
);
