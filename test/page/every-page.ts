import type { Browser, Page } from 'playwright-core';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { openBrowser, shownWhole, type Size, visit } from './browser.js';
import { dayBefore, quietDays, works } from './works.js';

/** A server with something on every page, and a browser to look at it. */
export interface Everything {
  regulator: RunningRegulator;
  browser: Browser;
  /** The address of each page behind the #, from the sign-in on. */
  hashes: string[];
  close(): Promise<void>;
}

/** Starts it: a works where people sign in, with figures, an alert, and two kinds of pages that are not there. */
export async function openEverything(): Promise<Everything> {
  const environment = { ACCESS: 'accounts', DEMO_SIGN_INS: 'coordinator@team-a' };
  const regulator = await startRegulator({ environment });
  const browser = await openBrowser();
  const send = async (method: string, path: string, body?: unknown, key = ''): Promise<string> => {
    const headers = { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return (await fetch(`${regulator.address}/api/${path}`, { method, headers, ...sent })).text();
  };
  const signIn = async (unit: string | null) =>
    /"key":"([^"]+)"/.exec(await send('POST', 'sign-in/demo', { unit, carry: 'key' }))?.[1] ?? '';
  await send('PUT', 'organisation', works, await signIn(null));
  const team = await signIn('team-a');
  const fall = { id: 'fall', indicator: 'team-a.output', period: dayBefore(0), value: 40 };
  await send('POST', 'observations', { observations: [...quietDays('team-a.output'), fall] }, team);
  let alert = '';
  for (let tries = 0; tries < 200 && alert === ''; tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
    alert = /"id":"(team-a[^"]+)"/.exec(await send('GET', 'alerts', undefined, team))?.[1] ?? '';
  }
  const own = ['', 'inbox', 'unit/team-a', 'unit/sewing', 'calendar/team-a', 'agreements/team-a', 'import/team-a'];
  const others = [
    'try/team-a.output',
    'people/team-a',
    'settings',
    'compare/sewing',
    'unit/nowhere',
    'alert/nowhere',
    'welcome/nowhere',
    'confirm/nowhere',
  ];
  return {
    regulator,
    browser,
    hashes: [...own, ...others, `alert/${alert}`],
    close: async () => {
      await browser.close();
      await regulator.stop();
    },
  };
}

/** Shows each page in turn, the sign-in first, and says where one is. */
export async function onEveryPage(
  { browser, regulator, hashes }: Everything,
  size: Size,
  { prepare, look }: { prepare?: (page: Page) => Promise<void>; look: (page: Page, where: string) => Promise<void> },
): Promise<void> {
  const { page } = await visit(browser, regulator.address, size);
  await prepare?.(page);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await look(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in as coordinator of Team A' }).click();
  await page.getByRole('button', { name: /^You are/ }).waitFor();
  for (const hash of hashes) {
    await page.goto(`${regulator.address}/#/${hash}`);
    await page.locator('main h1, main [role=alert]').first().waitFor();
    await shownWhole(page);
    await look(page, `#/${hash}`);
  }
  await page.context().close();
}
