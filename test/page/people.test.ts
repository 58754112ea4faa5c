import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { dayBefore, works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;
const open: Seen[] = [];
const [output] = works.indicators;
const withHours = {
  ...works,
  indicators: [...works.indicators, { ...output, id: 'team-b.hours', unit: 'team-b', name: 'Hours', into: undefined }],
};
const rosa = { name: 'Rosa', email: 'rosa@works.example', password: 'twelve and more' };

beforeAll(async () => {
  regulator = await startRegulator({ environment: { ACCESS: 'accounts' } });
  browser = await openBrowser();
  const key = /#\/welcome\/([\w-]{43})/.exec(regulator.output())?.[1] ?? '';
  const opened = await send('POST', 'links/use', { ...rosa, key, carry: 'key' });
  const bearer = /"key":"([^"]+)"/.exec(await opened.text())?.[1] ?? '';
  await send('PUT', 'organisation', withHours, { authorization: `Bearer ${bearer}` });
}, 120_000);

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

const send = (method: string, path: string, body: unknown, more: Record<string, string> = {}) =>
  fetch(`${regulator.address}/api/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  });

async function at(size: Size, hash = ''): Promise<Seen> {
  const seen = await visit(browser, `${regulator.address}/${hash}`, size);
  open.push(seen);
  return seen;
}

async function signedIn(size: Size, who: { email: string }): Promise<Seen> {
  const seen = await at(size);
  await seen.page.getByLabel('Your address (email)').fill(who.email);
  await seen.page.getByLabel('Password', { exact: true }).fill(rosa.password);
  await seen.page.keyboard.press('Enter');
  await seen.page.getByRole('button', { name: /^You are/ }).waitFor();
  return seen;
}

async function toPeople(page: Page, unit: string): Promise<void> {
  await page.goto(`${regulator.address}/#/people/${unit}`);
  await page.getByRole('heading', { name: /^Who speaks for/ }).waitFor();
}

// The team first: once the works that it belongs to have people of their own, it is they who vote on it.
test.each<Size>(['desktop', 'phone'])('a mandate is voted on, and the newcomer comes in, on a %s', async (size) => {
  const name = size === 'phone' ? 'Ben' : 'Cleo';
  const unit = size === 'phone' ? 'sewing' : 'team-b';
  const { page, faults } = await signedIn(size, rosa);
  await toPeople(page, 'works');
  await page.getByText(/^Rosa, delegate, since/).waitFor();
  await toPeople(page, unit);
  await page.getByText('Nobody has a mandate here yet.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Their address (email)').fill(`${name}@works.example`);
  await page.getByRole('radio', { name: /^Coordinator/ }).check();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await page.getByText(`${name} as coordinator, proposed by Rosa.`).waitFor();
  await page.getByRole('button', { name: `A link for ${name} to come in` }).click();
  const link = await page.getByLabel('The link').inputValue();
  expect(faults).toEqual([]);

  const second = await at(size, link.slice(link.indexOf('#')));
  await second.page.getByLabel(/Choose a password/).fill(rosa.password);
  await second.page.getByRole('button', { name: 'Come in' }).click();
  await second.page.getByRole('button', { name: new RegExp(`You are ${name}`) }).waitFor();
  await toPeople(second.page, unit);
  await second.page.getByRole('button', { name: 'Hand back my mandate' }).waitFor();
  expect(await overflow(second.page)).toBeLessThanOrEqual(0);
  expect(second.faults).toEqual([]);
});

test('a coordinator admits a machine, whose token is shown once, and sees who has looked', async () => {
  const council = await signedIn('desktop', rosa);
  await council.page.goto(`${regulator.address}/#/unit/sewing`);
  await council.page.getByRole('heading', { name: 'Sewing', exact: true }).waitFor();
  const { page, faults } = await signedIn('phone', { email: 'ben@works.example' });
  await toPeople(page, 'sewing');
  await page.getByText(/^Rosa, for The works, looked at the page of this unit/).waitFor();
  await page.getByLabel('Name of the machine').fill('Loom 4');
  await page.getByRole('button', { name: 'Admit it' }).click();
  expect(await page.getByLabel('Its token').inputValue()).toMatch(/^synco-node-[\w-]{43}$/);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.reload();
  await page.getByText('Loom 4').waitFor();
  expect(await page.getByLabel('Its token').count()).toBe(0);
  await page.getByRole('button', { name: 'Dismiss it' }).dblclick();
  expect(await page.getByText(/· dismissed/).count()).toBe(0);
  await page.getByRole('button', { name: 'Dismiss it for good' }).click();
  await page.getByText(/· dismissed/).waitFor();
  expect(faults).toEqual([]);
});

test('a coordinator admits a machine for some figures alone, and says who sees the unit’s', async () => {
  const { page, faults } = await signedIn('phone', { email: 'cleo@works.example' });
  await toPeople(page, 'team-b');
  await page.getByLabel('Name of the machine').fill('Clock');
  await page.getByRole('checkbox', { name: 'Hours' }).check();
  await page.getByRole('button', { name: 'Admit it' }).click();
  await page.getByText('only Hours').waitFor();
  const token = { authorization: `Bearer ${await page.getByLabel('Its token').inputValue()}` };
  const figure = { id: 'clock-1', period: dayBefore(1), value: 8 };
  const posted = (indicator: string) => send('POST', 'observations', { ...figure, indicator }, token);
  expect(await (await posted('team-b.output')).text()).toContain('not-allowed');
  expect(await (await posted('team-b.hours')).text()).not.toContain('not-allowed');

  await page.getByRole('combobox', { name: 'Hours' }).selectOption('this unit alone');
  await page.getByText('It holds from now on.').waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.reload();
  await page.getByRole('combobox', { name: 'Hours' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Hours' }).inputValue()).toBe('unit');
  expect(faults).toEqual([]);
});
