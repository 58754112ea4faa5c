import { randomUUID } from 'node:crypto';
import { InvitationLink } from '#libs/contracts';
import type { Browser, Page } from 'playwright-core';
import { type Gate, openGate } from '../kit/gate.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { openBrowser, type Seen, visit } from './browser.js';
import { keptWith } from './kept.js';
import { quietDays, works } from './works.js';

let regulator: RunningRegulator;
export let gate: Gate;
let browser: Browser;
let key = '';
const open: Seen[] = [];
const password = 'twelve and more';

/** Starts a works with two people who coordinate one team, and a gate before its server. */
export async function openTeam(): Promise<void> {
  regulator = await startRegulator({ environment: { ACCESS: 'accounts' } });
  gate = await openGate(regulator.address);
  browser = await openBrowser();
  const rosa = await use(/#\/welcome\/([\w-]{43})/.exec(regulator.output())?.[1] ?? '', 'Rosa');
  await ask('PUT', 'organisation', works, rosa);
  key = await bring('Ana', rosa);
  await bring('Ben', key);
  await ask('POST', 'observations', { observations: quietDays('team-a.output') });
}

/** Closes the phones that a test has opened, and lets everything through again. */
export async function clearTeam(): Promise<void> {
  gate.instead = () => null;
  for (const { page } of open.splice(0)) await page.context().close();
}

export async function closeTeam(): Promise<void> {
  await browser?.close();
  await gate?.close();
  await regulator?.stop();
}

/** A device on which nobody has been. */
export async function newDevice(): Promise<Page> {
  const seen = await visit(browser, 'about:blank', 'phone');
  open.push(seen);
  return seen.page;
}

export async function ask(method: string, path: string, body?: unknown, as = key): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(as !== '' && { authorization: `Bearer ${as}` }) };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await fetch(`${regulator.address}/api/${path}`, { method, headers, ...sent })).json();
}

/** Uses a link; answers the key of the session. */
async function use(link: string, name: string): Promise<string> {
  const first = name === 'Rosa' && { name, email: emailOf(name) };
  const opened = JSON.stringify(await ask('POST', 'links/use', { key: link, password, carry: 'key', ...first }, ''));
  return /"key":"([^"]+)"/.exec(opened)?.[1] ?? '';
}

/** Has somebody voted into the team by the only one who votes, and comes in as them. */
async function bring(name: string, by: string): Promise<string> {
  const id = randomUUID();
  const motion = { kind: 'give', role: 'coordinator', to: { name, email: emailOf(name) } };
  await ask('POST', 'units/team-a/votes', { id, motion }, by);
  const { link } = InvitationLink.parse(await ask('POST', `votes/${id}/link`, {}, by));
  return use(link.slice(link.lastIndexOf('/') + 1), name);
}

function emailOf(name: string): string {
  return `${name.toLowerCase()}@works.example`;
}

/** A phone on which somebody of the team has signed in, with the page kept. */
export async function phone(name: string): Promise<Page> {
  const seen = await visit(browser, gate.address, 'phone');
  open.push(seen);
  await enter(seen.page, name);
  await keptWith(seen.page, 'team-a');
  return seen.page;
}

export async function enter(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your address (email)').fill(emailOf(name));
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `You are ${name}` }).waitFor();
  await page.goto(`${gate.address}/#/unit/team-a`);
  await page.getByRole('heading', { name: 'Post a figure' }).waitFor();
}

export async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^You are/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

export async function pull(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Pull the cord' }).click();
  await page.getByLabel('What has happened?').fill(text);
  await page.locator('.cord form').getByRole('button', { name: 'Pull the cord' }).click();
}

export async function post(page: Page, figure: number): Promise<void> {
  await page.getByLabel('Figure (pieces)').fill(String(figure));
  await page.getByRole('button', { name: /^Post/ }).click();
}
