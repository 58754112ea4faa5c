import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { works } from './works.js';

let regulator: RunningRegulator;
let demo: RunningRegulator;
let browser: Browser;
const open: Seen[] = [];
const rosa = { email: 'rosa@works.example', password: 'twelve and more' };

beforeAll(async () => {
  const environment = { ACCESS: 'accounts' };
  regulator = await startRegulator({ environment });
  demo = await startRegulator({ environment: { ...environment, DEMO_SIGN_INS: 'member@team-a' } });
  browser = await openBrowser();
}, 120_000);

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
  await demo?.stop();
});

async function at(address: string, size: Size): Promise<Seen> {
  const seen = await visit(browser, address, size);
  open.push(seen);
  return seen;
}

async function post(to: RunningRegulator, path: string, body: unknown): Promise<string> {
  const answer = await fetch(`${to.address}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return /"key":"([^"]+)"/.exec(text)?.[1] ?? '';
}

async function apply(to: RunningRegulator, key: string): Promise<number> {
  const answer = await fetch(`${to.address}/api/organisation`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(works),
  });
  return answer.status;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Your address (email)').fill(rosa.email);
  await page.getByLabel('Password', { exact: true }).fill(rosa.password);
  await page.keyboard.press('Enter');
}

test('the first person comes in by the link, applies an organisation, and has its mandates', async () => {
  const link = /\/#\/welcome\/[\w-]{43}/.exec(regulator.output())?.[0] ?? '';
  const { page, faults } = await at(`${regulator.address}${link}`, 'phone');
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.getByText('Use at least 12 characters.').waitFor();
  await page.getByLabel('Your name').fill('Rosa');
  await page.getByLabel('Your address (email)').fill(rosa.email);
  await page.getByLabel(/Choose a password/).fill(rosa.password);
  await page.getByRole('button', { name: 'Show' }).click();
  expect(await page.getByLabel(/Choose a password/).getAttribute('type')).toBe('text');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.getByText('Rosa, you have no mandate now').waitFor();
  expect(await apply(regulator, await post(regulator, 'sign-in', { ...rosa, carry: 'key' }))).toBe(200);
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByRole('button', { name: /You are Rosa/ }).waitFor();
  expect(faults).toEqual([]);

  await page.goto(`${regulator.address}${link}`);
  await page.reload();
  await page.getByText(/has been used, or its time is over/).waitFor();
  await page.getByRole('link', { name: 'To the sign-in' }).waitFor();
});

test.each<Size>(['phone', 'desktop'])(
  'whoever signs in is where the address led, and is asked anew there when the session ends, on a %s',
  async (size) => {
    const { page } = await at(`${regulator.address}/#/unit/sewing`, size);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await signIn(page);
    await page.getByRole('heading', { name: 'Sewing' }).first().waitFor();
    await page.getByRole('button', { name: /You are Rosa/ }).click();
    await page.getByRole('heading', { name: 'For whom do you speak?' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page);
    await page.getByRole('heading', { name: 'Sewing' }).first().waitFor();

    await page.context().clearCookies();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(page.url()).toContain('#/unit/sewing');
  },
);

test('a wrong password is refused in words; a server without mail says whom to ask', async () => {
  const { page } = await at(regulator.address, 'desktop');
  await page.getByLabel('Your address (email)').fill(rosa.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(/The address or the password is not right/).waitFor();
  await page.getByRole('button', { name: 'Password forgotten' }).click();
  await page.getByLabel('Your address (email)').fill(rosa.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText(/who has can be proposed anew, with another address/).waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('a demonstration lets in with one press', async () => {
  expect(await apply(demo, await post(demo, 'sign-in/demo', { unit: null, carry: 'key' }))).toBe(200);
  const { page, faults } = await at(demo.address, 'desktop');
  await page.getByRole('button', { name: 'Sign in as member of Team A' }).press('Enter');
  await page.getByRole('button', { name: /You are Demo member of Team A/ }).waitFor();
  await page.getByRole('heading', { name: 'Team A' }).first().waitFor();
  expect(faults).toEqual([]);
});
