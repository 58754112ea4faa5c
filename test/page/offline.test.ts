import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { until } from '../kit/bus-reader.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { keptWith, remembered } from './kept.js';
import { dayBefore, quietDays, works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;
let key = '';
const open: Seen[] = [];

beforeAll(async () => {
  regulator = await startRegulator({
    environment: { ACCESS: 'accounts', DEMO_SIGN_INS: 'coordinator@team-a,coordinator@team-b' },
  });
  browser = await openBrowser();
  await ask('PUT', 'organisation', works, await signIn(null));
  key = await signIn('team-a');
  await ask('POST', 'observations', { observations: quietDays('team-a.output') });
}, 120_000);

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

async function ask(method: string, path: string, body?: unknown, as = key): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(as !== '' && { authorization: `Bearer ${as}` }) };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await fetch(`${regulator.address}/api/${path}`, { method, headers, ...sent })).json();
}

async function signIn(unit: string | null): Promise<string> {
  return (
    /"key":"([^"]+)"/.exec(JSON.stringify(await ask('POST', 'sign-in/demo', { unit, carry: 'key' }, '')))?.[1] ?? ''
  );
}

/** A device that has been here before: signed in, with the page kept. */
async function device(size: Size, team: string): Promise<Page> {
  const seen = await visit(browser, regulator.address, size);
  open.push(seen);
  await seen.page.getByRole('button', { name: `Sign in as coordinator of ${team}` }).click();
  await seen.page.getByRole('button', { name: /^You are/ }).waitFor();
  const unit = team.toLowerCase().replace(' ', '-');
  await seen.page.goto(`${regulator.address}/#/unit/${unit}`);
  await seen.page.getByRole('heading', { name: 'Post a figure' }).waitFor();
  await keptWith(seen.page, unit);
  return seen.page;
}

/** The figures of Team A from a day on. */
async function figuresFrom(from: string): Promise<unknown[]> {
  const series = JSON.stringify(await ask('GET', `indicators/team-a.output/series?from=${from}`));
  return [...series.matchAll(/"value":(\d+)/g)].map(([, value]) => Number(value));
}

async function alertsWith(text: string): Promise<number> {
  return JSON.stringify(await ask('GET', 'alerts?state=all')).split(`"text":"${text}"`).length - 1;
}

test.each<Size>(['phone', 'desktop'])(
  'a page that is opened without network shows what was there, keeps what is filled in and sends it once, on a %s',
  async (size) => {
    const today = dayBefore(0);
    const page = await device(size, 'Team A');
    const figure = size === 'phone' ? 101 : 102;
    const text = `The belt slips, ${size}`;
    await page.context().setOffline(true);
    await page.reload();
    await page.getByLabel('Figure (pieces)').fill(String(figure));
    await page.getByRole('button', { name: /^Post/ }).click();
    await page.getByText('Not sent yet').first().waitFor();
    await page.getByRole('button', { name: 'Pull the cord' }).click();
    await page.getByLabel('What has happened?').fill(text);
    await page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
    await page.getByRole('heading', { name: '2 forms kept on this device' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // Closing the page, or the phone, loses nothing.
    await page.reload();
    await page
      .getByRole('listitem')
      .filter({ hasText: `Cord: ${text}` })
      .waitFor();
    expect(await alertsWith(text)).toBe(0);
    await page.context().setOffline(false);
    await page.getByText('2 forms that were kept here have been sent.').waitFor();
    await page
      .getByRole('link', { name: new RegExp(text) })
      .first()
      .waitFor();
    expect(await alertsWith(text)).toBe(1);
    await until('the figure is taken', async () => (await figuresFrom(today)).includes(figure));
  },
);

test('a form whose answer is lost on the way is taken once', async () => {
  const page = await device('phone', 'Team A');
  let passed = 0;
  await page.route('**/api/cords', async (route) => {
    await route.fetch();
    passed += 1;
    await (passed < 3 ? route.abort('connectionreset') : route.continue());
  });
  await page.getByRole('button', { name: 'Pull the cord' }).click();
  await page.getByLabel('What has happened?').fill('The light flickers');
  await page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
  await page.getByText('Kept on this device: the network is away.').waitFor();
  await page.getByRole('button', { name: 'Send now' }).click();
  await page.getByText('A form that was kept here has been sent.').waitFor();
  expect(passed).toBeGreaterThanOrEqual(3);
  expect(await alertsWith('The light flickers')).toBe(1);
});

test('what was filled in later does not come first where what was before it has to wait', async () => {
  const page = await device('phone', 'Team A');
  const taken: string[] = [];
  let busy = true;
  await page.context().setOffline(true);
  for (const text of ['The first of two', 'The second of two']) {
    await page.getByRole('button', { name: 'Pull the cord' }).click();
    await page.getByLabel('What has happened?').fill(text);
    await page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
    await page.getByRole('listitem').filter({ hasText: text }).waitFor();
  }
  await page.route('**/api/cords', async (route) => {
    if (busy) {
      busy = false;
      return route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        body: '{"code":"too-many-requests"}',
      });
    }
    taken.push(/The \w+ of two/.exec(route.request().postData() ?? '')?.[0] ?? '');
    return route.continue();
  });
  await page.context().setOffline(false);
  await page.getByText(/that were kept here have been sent/).waitFor();
  expect(taken).toEqual(['The first of two', 'The second of two']);
});

test('what was refused later stays, with the reason, until it is thrown away', async () => {
  const page = await device('phone', 'Team A');
  await page.goto(`${regulator.address}/#/calendar/team-a`);
  await page.getByLabel('In a few words').fill('Stock taking');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Say it' }).click();
  await page.getByText('Kept on this device: the network is away.').waitFor();
  // The notice was for a unit that is gone by the time it is sent.
  await page.route('**/api/notices', (route) =>
    route.continue({ postData: JSON.stringify({ ...JSON.parse(route.request().postData() ?? '{}'), unit: 'gone' }) }),
  );
  await page.context().setOffline(false);
  await page.getByRole('listitem').filter({ hasText: 'Not taken: There is no unit' }).waitFor();
  await page.getByRole('button', { name: 'Throw away' }).click();
  await page.getByRole('button', { name: 'Throw it away for good' }).click();
  await page.getByRole('heading', { name: 'Kept on this device' }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('button', { name: /^You are/ }).waitFor();
  expect(await page.getByText('Stock taking').count()).toBe(0);
});

test('what somebody has left waits for them: whoever signs in next sends and sees none of it', async () => {
  const page = await device('phone', 'Team A');
  await page.route('**/api/cords', (route) => route.abort());
  await page.getByRole('button', { name: 'Pull the cord' }).click();
  await page.getByLabel('What has happened?').fill('Only for Team A');
  await page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
  await page.getByText('Kept on this device: the network is away.').waitFor();
  await page.getByRole('button', { name: /^You are/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  const second = page.getByRole('button', { name: 'Sign in as coordinator of Team B' });
  await second.waitFor();
  await page.unroute('**/api/cords');
  await second.click();
  await page.getByText('1 form of somebody else waits here to be sent').waitFor();
  expect(await page.getByText('Only for Team A').count()).toBe(0);
  await page.reload();
  await page.getByText('1 form of somebody else waits here to be sent').waitFor();
  expect(await alertsWith('Only for Team A')).toBe(0);
  await page.getByRole('button', { name: /^You are/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in as coordinator of Team A' }).click();
  await page.getByText('A form that was kept here has been sent.').waitFor();
  expect(await alertsWith('Only for Team A')).toBe(1);
});

test('whoever opens the page without network after somebody has signed out sees nothing of theirs', async () => {
  const page = await device('phone', 'Team A');
  const isForgotten = async () => (await remembered(page)).join() === '/api/me';
  await page.getByRole('button', { name: /^You are/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await until('what was answered is forgotten', isForgotten);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.getByText('Output').count()).toBe(0);
  await until('it still is', isForgotten);
});

test('the page can be put on a phone’s first screen', async () => {
  const page = await device('phone', 'Team A');
  const session = await page.context().newCDPSession(page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect({ errors, url }).toEqual({ errors: [], url: `${regulator.address}/manifest.webmanifest` });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The test's browser keeps nothing beyond the test, which by itself is no fault of the page.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});
