import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { openBrowser, type Size, visit } from './browser.js';
import { dayBefore, quietDays, works } from './works.js';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** WCAG 2.2, levels A and AA, with what it has taken over from 2.0 and 2.1. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let regulator: RunningRegulator;
let browser: Browser;
let alert = '';

beforeAll(async () => {
  const environment = { ACCESS: 'accounts', DEMO_SIGN_INS: 'coordinator@team-a' };
  regulator = await startRegulator({ environment });
  browser = await openBrowser();
  await send('PUT', 'organisation', works, await signIn(null));
  const team = await signIn('team-a');
  const fall = { id: 'fall', indicator: 'team-a.output', period: dayBefore(0), value: 40 };
  await send('POST', 'observations', { observations: [...quietDays('team-a.output'), fall] }, team);
  for (let tries = 0; tries < 200 && alert === ''; tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
    alert = /"id":"(team-a[^"]+)"/.exec(await send('GET', 'alerts', undefined, team))?.[1] ?? '';
  }
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

async function send(method: string, path: string, body: unknown, key = ''): Promise<string> {
  const headers = { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await fetch(`${regulator.address}/api/${path}`, { method, headers, ...sent })).text();
}

async function signIn(unit: string | null): Promise<string> {
  return /"key":"([^"]+)"/.exec(await send('POST', 'sign-in/demo', { unit, carry: 'key' }))?.[1] ?? '';
}

/** What axe finds on the page as it is, a line a rule with the places. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  );
  return [found].flat().map((line) => `${where} · ${String(line)}`);
}

const team = ['', 'inbox', 'unit/team-a', 'unit/sewing', 'calendar/team-a', 'agreements/team-a', 'import/team-a'];
const others = ['try/team-a.output', 'people/team-a', 'settings', 'compare/sewing', 'unit/nowhere', 'alert/nowhere'];

test.each<[Size, 'light' | 'dark']>([
  ['phone', 'light'],
  ['phone', 'dark'],
  ['desktop', 'light'],
  ['desktop', 'dark'],
])('no page offends against WCAG 2.2 AA as far as axe can tell, on a %s, in %s colours', async (size, colorScheme) => {
  const { page } = await visit(browser, regulator.address, size);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const faults = await faultsOf(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in as coordinator of Team A' }).click();
  await page.getByRole('button', { name: /^You are/ }).waitFor();
  for (const hash of [...team, ...others, `alert/${alert}`]) {
    await page.goto(`${regulator.address}/#/${hash}`);
    await page.locator('main h1, main [role=alert]').first().waitFor();
    await page.waitForLoadState('networkidle');
    faults.push(...(await faultsOf(page, `#/${hash}`)));
  }
  await page.context().close();
  expect(faults).toEqual([]);
});
