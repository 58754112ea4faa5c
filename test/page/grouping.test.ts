import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { introduce, openBrowser, overflow, visit } from './browser.js';
import { dayBefore, quietDays, works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;

beforeAll(async () => {
  regulator = await startRegulator();
  await applyOrganisation(regulator.address, works, 'Setup@works');
  await post('Amina@team-a', quietDays('team-a.output').slice(0, -1));
  await post('Bea@team-b', quietDays('team-b.output'));
  await post('Amina@team-a', [{ id: 'fall', indicator: 'team-a.output', period: dayBefore(1), value: 20 }]);
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

async function post(as: string, observations: object[]): Promise<void> {
  const answer = await fetch(`${regulator.address}/api/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Synco-As': as },
    body: JSON.stringify({ observations }),
  });
  expect(answer.status).toBe(202);
}

test('a team sees that its alert is one with that above, and answers the question; the level above reads the answer', async () => {
  const first = await visit(browser, regulator.address, 'phone');
  await introduce(first.page, { use: /I work in a team/, name: 'Amina', unit: 'Team A' });
  await first.page
    .getByText(/one with an alert above, .* left/)
    .first()
    .waitFor();
  expect(await overflow(first.page)).toBeLessThanOrEqual(0);
  await first.page.getByRole('link', { name: /Team A explains \d+ % of the drop/ }).click();
  await first.page.getByText('Sewing asks what has happened here').waitFor();
  await first.page.getByText('Team A owes an answer by').waitFor();
  await first.page.getByRole('button', { name: 'Answer' }).click();
  await first.page.getByLabel('What has happened?').fill('The belt is torn.');
  await first.page.getByRole('button', { name: 'Send' }).click();
  await first.page.getByText('This alert is closed.').waitFor();
  expect(await overflow(first.page)).toBeLessThanOrEqual(0);

  const second = await visit(browser, regulator.address, 'desktop');
  await introduce(second.page, { use: /I coordinate/, name: 'Rosa', unit: 'Sewing' });
  await second.page
    .getByRole('link', { name: /Sewing: Output/ })
    .first()
    .click();
  await second.page.getByText('Team A was asked what has happened.').waitFor();
  await second.page.getByText('The belt is torn.').waitFor();
  expect([...first.faults, ...second.faults]).toEqual([]);
});
