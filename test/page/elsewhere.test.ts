import { randomUUID } from 'node:crypto';
import { InvitationLink } from '#libs/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ask, found } from '../kit/founding.js';
import { freePort } from '../kit/free-port.js';
import { type OidcServer, startOidcServer } from '../kit/oidc-server.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { rm } from 'node:fs/promises';
import { openBrowser, overflow, visit } from './browser.js';
import { works } from './works.js';

let regulator: RunningRegulator;
let other: OidcServer;
let browser: Browser;
let pages: Page[] = [];
let environment: Record<string, string>;
let ines: string;

beforeAll(async () => {
  const port = await freePort();
  other = await startOidcServer(await freePort(), `http://127.0.0.1:${port}/api/sign-in/elsewhere/back`);
  environment = {
    ACCESS: 'accounts',
    OIDC_ISSUER: other.issuer,
    OIDC_CLIENT_ID: other.clientId,
    OIDC_CLIENT_SECRET: other.clientSecret,
    OIDC_NAME: 'Union ID',
  };
  regulator = await startRegulator({ port, environment });
  ({ ines } = await found(regulator, works, 'team-a'));
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  for (const page of pages) await page.context().close();
  await browser?.close();
  await regulator?.stop();
  await other?.stop();
  await rm(regulator.dataDir, { recursive: true, force: true });
});

async function goElsewhere(): Promise<Page> {
  const { page } = await visit(browser, regulator.address, 'phone');
  pages = [...pages, page];
  await page.getByRole('link', { name: 'Sign in with Union ID' }).click();
  await page.waitForURL(/interaction/);
  return page;
}

async function comeBackAs(name: string): Promise<Page> {
  const page = await goElsewhere();
  await signInThere(page, name);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.href.startsWith(regulator.address));
  return page;
}

async function signInThere(page: Page, name: string): Promise<void> {
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
}

test('who has an account here with the address that is verified there comes in, is told what ended, and is the same person the next time', async () => {
  for (const time of ['first', 'again']) {
    const page = await comeBackAs('ines');
    await page.getByRole('button', { name: /^You are/ }).waitFor();
    const told = page.getByText('From now on you come in with Union ID alone.');
    await told.waitFor({ state: time === 'first' ? 'visible' : 'detached' });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    ines = (await page.context().cookies()).find(({ name }) => name === 'synco')?.value ?? '';
    await page.goto(`${regulator.address}/#/settings`);
    await page.getByText('ines@union.example').first().waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  }
});

test.each(['stranger', 'new-rosa', 'half-rosa', 'twice-rosa'])(
  'who has no account here is told so, and comes in nowhere: %s',
  async (name) => {
    const page = await comeBackAs(name);
    await page.getByText('You are known there, but have no account here.').waitFor();
    expect(await page.getByRole('button', { name: /^You are/ }).count()).toBe(0);
  },
);

test('whoever has come in so cannot be come in as by a link, and leaves for good without a password', async () => {
  const asInes = (path: string, body: object) => ask({ address: regulator.address, bearer: ines }, 'POST', path, body);
  const id = randomUUID();
  const motion = { kind: 'give', role: 'member', to: { name: 'Olga', email: 'olga@union.example' } };
  await asInes('units/team-a/votes', { id, motion });
  const { link } = InvitationLink.parse(await asInes(`votes/${id}/link`, {}));
  const page = await comeBackAs('token-olga');
  await page.getByRole('button', { name: /^You are/ }).waitFor();
  await expect(asInes(`votes/${id}/link`, {})).rejects.toThrow('not-allowed');
  const taken = asInes('links/use', { key: link.slice(-43), password: 'a password of ines' });
  await expect(taken).rejects.toThrow('link-expired');
  await page.goto(`${regulator.address}/#/settings`);
  await page.getByText('Leave for good').first().click();
  await page.getByRole('button', { name: 'Leave for good' }).click();
  await page.getByRole('link', { name: 'Sign in with Union ID' }).waitFor();
});

test('on a phone that others use nobody comes in as who has signed out here, and is signed in there still', async () => {
  const page = await comeBackAs('ines');
  await page.getByRole('button', { name: /^You are/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in with Union ID' }).click();
  await page.waitForURL(/interaction/);
  expect(await page.getByRole('button', { name: /^You are/ }).count()).toBe(0);
  await signInThere(page, 'ines');
  await page.getByRole('button', { name: /^You are/ }).waitFor();
});

test('an answer that was meant for another browser, or is made up, lets nobody in', async () => {
  const there = await comeBackAs('stranger');
  await there.getByText('You are known there').waitFor();
  for (const query of ['code=made-up&state=made-up', 'error=access_denied', '']) {
    await there.goto(`${regulator.address}/api/sign-in/elsewhere/back?${query}`);
    await there.getByText('You were not let in there, or it took too long.').waitFor();
  }
  const page = await goElsewhere();
  await page.goto(`${regulator.address}/api/sign-in/elsewhere/back?code=made-up&state=made-up`);
  await page.getByText('You were not let in there, or it took too long.').waitFor();
  expect(await page.getByRole('button', { name: /^You are/ }).count()).toBe(0);
});

test('who has signed in there long ago, or nobody says when, is not let in', async () => {
  for (const signedInAt of [Math.floor(Date.now() / 1000) - 3_600, null]) {
    other.pretend(signedInAt);
    const page = await comeBackAs('ines');
    await page.getByText('You were not let in there, or it took too long.').waitFor();
    expect(await page.getByRole('button', { name: /^You are/ }).count()).toBe(0);
  }
});

test('where the other server does not answer one is told so, and the password still works', async () => {
  await other.stop();
  const alone = await startRegulator({ environment, dataDir: regulator.dataDir, port: await freed() });
  const { page } = await visit(browser, alone.address, 'desktop');
  pages = [...pages, page];
  await page.getByRole('link', { name: 'Sign in with Union ID' }).click();
  await page.getByText('The other sign-in does not answer.').waitFor();
  await page.getByLabel('Your address (email)').fill('rosa@union.example');
  await page.getByLabel('Password', { exact: true }).fill('twelve and more');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^You are/ }).waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await alone.stop({ keepData: true });
});

/** Stops the regulator that has found the other server already; its port is free then. */
async function freed(): Promise<number> {
  await regulator.stop({ keepData: true });
  return Number(new URL(regulator.address).port);
}
