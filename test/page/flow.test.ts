import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { introduce, openBrowser, overflow, type Size, visit } from './browser.js';
import { dayBefore, quietDays, works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;

const falls = new Set([13, 7, 1].map(dayBefore));

beforeAll(async () => {
  regulator = await startRegulator();
  // With so long to deal with it nothing of these weeks is past yet.
  const agreements = [{ unit: 'works', dealWithin: 'P60D' }];
  await applyOrganisation(regulator.address, { ...works, agreements }, 'Setup@works');
  const comesAndGoes = quietDays('team-a.output').map((one) => (falls.has(one.period) ? { ...one, value: 20 } : one));
  await send('observations', 'Amina@team-a', { observations: comesAndGoes });
  const id = '6f0d3a52-5d2e-4a8e-9f43-0a1c6b1f9a07';
  const stepped = quietDays('team-b.output').map((one, n) => ({ ...one, value: n === 25 ? 20 : one.value }));
  await send('imports', 'Bea@team-b', { id, name: 'spring.xlsx' });
  await send('observations', 'Bea@team-b', { import: id, observations: stepped });
  await send('imports', 'Bea@team-b', { id, name: 'spring.xlsx', sent: stepped.length, refused: 2 });
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

async function send(what: string, as: string, body: object): Promise<void> {
  const answer = await fetch(`${regulator.address}/api/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Synco-As': as },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

describe.each<Size>(['phone', 'desktop'])('on a %s', (size) => {
  test('an alert says that it comes and goes, and leads to those before it', async () => {
    const { page, faults } = await visit(browser, regulator.address, size);
    await introduce(page, { use: /I work in a team/, name: 'Amina', unit: 'Team A' });
    await page
      .getByRole('link', { name: /comes and goes: the third time/ })
      .first()
      .click();
    await page.getByText('This is the third time: it has come and gone two times before').waitFor();
    await page.getByText('It stays open until 8 figures in a row have been back.').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'the first time' }).click();
    await page.getByText('Recovered', { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  test('an import is one summary on the page of the unit', async () => {
    const { page, faults } = await visit(browser, regulator.address, size);
    await introduce(page, { use: /I work in a team/, name: 'Bea', unit: 'Team B' });
    await page.getByText('spring.xlsx, imported by Bea').waitFor();
    await page.getByText(/40 new figures from .*; 2 not taken; 1 past deviation; 0 alerts opened\./).waitFor();
    await page.getByText(/Output: 1 past deviation – the largest: /).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  });
});
