import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { until } from '../kit/bus-reader.js';
import { type HttpSink, httpSink } from '../kit/http-sink.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { type SmtpSink, smtpSink } from '../kit/smtp-sink.js';
import { openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { works } from './works.js';

const patience = 30_000;
jest.setTimeout(4 * patience);
let sink: HttpSink;
let post: SmtpSink;
let regulator: RunningRegulator;
let browser: Browser;
let authorization = '';
const open: Seen[] = [];
const rosa = { name: 'Rosa', email: 'rosa@works.example', password: 'twelve and more' };

beforeAll(async () => {
  sink = await httpSink();
  post = await smtpSink();
  const mail = { SMTP_URL: post.url, MAIL_FROM: 'synco@works.example' };
  regulator = await startRegulator({ environment: { ...mail, ACCESS: 'accounts', WEBHOOK_HOSTS: sink.host } });
  browser = await openBrowser({ notices: true });
  const key = /#\/welcome\/([\w-]{43})/.exec(regulator.output())?.[1] ?? '';
  const opened = await send('POST', 'links/use', { ...rosa, key, carry: 'key' });
  authorization = `Bearer ${/"key":"([^"]+)"/.exec(await opened.text())?.[1] ?? ''}`;
  await send('PUT', 'organisation', works, { authorization });
}, 120_000);

beforeEach(() => {
  sink.received.splice(0);
  sink.status = 200;
});

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
  await sink?.close();
  await post?.close();
});

const send = (method: string, path: string, body: unknown, more: Record<string, string> = {}) =>
  fetch(`${regulator.address}/api/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  });

/** Signs in, and goes to the settings by the keyboard alone. */
async function atSettings(size: Size, password = rosa.password): Promise<Seen> {
  const seen = await visit(browser, regulator.address, size);
  open.push(seen);
  const { page } = seen;
  await page.getByLabel('Your address (email)').fill(rosa.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^You are/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Your settings' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'How you are reached' }).waitFor();
  return seen;
}

const add = (page: Page) => page.getByRole('button', { name: 'Add it' });

test.each<Size>(['phone', 'desktop'])('a webhook is added, tried and removed, on a %s', async (size) => {
  const { page, faults } = await atSettings(size);
  await page.getByText('You are not reached beside this page.').waitFor();
  await page.getByLabel('Which way?').selectOption('webhook');
  await add(page).click();
  await page.getByText('This must not stay empty.').waitFor();
  await page.getByLabel('Address (https://…)').fill(`${sink.url}/hook`);
  await page.keyboard.press('Enter');
  expect(await page.getByLabel('Its secret').inputValue()).toMatch(/^synco-hook-[\w-]{43}$/);
  const name = `Webhook, for programs, ${sink.host}`;
  await page.getByRole('button', { name: `Try it: ${name}` }).click();
  await page.getByText('A message is on its way.').waitFor();
  expect(sink.received).toHaveLength(1);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const cord = { id: randomUUID(), sign: 'pain', text: 'The belt is torn' };
  await send('POST', 'cords', cord, { authorization });
  await until('it was sent', async () => sink.received.length === 2, patience);
  sink.status = 410;
  await send('POST', 'cords', { ...cord, id: randomUUID() }, { authorization });
  const isSaid = async () => {
    await page.reload();
    await page
      .getByRole('link', { name: /^New alert/ })
      .first()
      .waitFor();
    return (await page.getByText(/^Nobody is there any more\. Remove it/).count()) > 0;
  };
  await until('it is said that nobody is there', isSaid, patience);
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await page.getByLabel('What for').selectOption('severe');
  await kept;
  await page.reload();
  await page.getByRole('button', { name: `Remove ${name}` }).waitFor();
  await page.getByRole('link', { name: 'New alert, The works, by Webhook, for programs' }).first().waitFor();
  expect(await page.getByLabel('What for').inputValue()).toBe('severe');
  expect(await page.getByLabel('Its secret').count()).toBe(0);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await page.getByText('You are not reached beside this page.').waitFor();
  expect(faults).toEqual([]);
});

test('messages begin in the language of the page', async () => {
  const { page } = await atSettings('phone');
  expect(await page.getByLabel('Language of messages').inputValue()).toBe('en');
  await page.getByRole('button', { name: 'Español' }).click();
  expect(await page.getByLabel('Idioma de los mensajes').inputValue()).toBe('es');
});

test('quiet hours and a digest are kept; what cannot be reached is said', async () => {
  const { page } = await atSettings('phone');
  await page.getByLabel('Quiet hours, in which nothing comes').check();
  await page.getByLabel('Quiet from').fill('21:30');
  await page.getByLabel('How often').selectOption('daily');
  await page.getByLabel('Once a day at').fill('07:15');
  await page.getByLabel('Time zone').selectOption('America/Santiago');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.reload();
  await page.getByLabel('Quiet from').waitFor();
  const kept = ['Quiet from', 'Quiet until', 'Once a day at', 'Time zone'].map((label) =>
    page.getByLabel(label).inputValue(),
  );
  expect(await Promise.all(kept)).toEqual(['21:30', '06:00', '07:15', 'America/Santiago']);
  await page.getByLabel('Which way?').selectOption('ntfy');
  await page.getByLabel('Address (https://…)').fill('https://10.0.0.1');
  await page.getByLabel('Topic').fill('weavers');
  await add(page).click();
  await page.getByText('Nothing is sent to https://10.0.0.1.').waitFor();
});

test('mail to another address waits for its link', async () => {
  const { page, faults } = await atSettings('phone');
  await page.getByLabel(/^Another address/).fill('list@works.example');
  await add(page).click();
  await page.getByText('Waits until the link that was mailed there is used, for a day.').waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const { to, text } = post.mails.at(-1) ?? { to: '', text: '' };
  const [link = ''] = /#\/confirm\/[\w-]{43}/.exec(text.replaceAll(/=\r?\n/g, '')) ?? [];
  expect(to).toBe('list@works.example');
  const reader = await visit(browser, `${regulator.address}/${link}`, 'phone');
  open.push(reader);
  await reader.page.getByRole('button', { name: 'Yes, send them there' }).click();
  await reader.page.getByText('Agreed: messages will come.').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Try it: Mail, list@works.example' }).click();
  await page.getByText('A message is on its way.').waitFor();
  expect(await page.getByText(/^Waits until/).count()).toBe(0);
  await page.getByRole('button', { name: 'Remove Mail, list@works.example' }).click();
  await page.getByText('You are not reached beside this page.').waitFor();
  expect([...faults, ...reader.faults]).toEqual([]);
});

test('what a browser is pushed is shown there; one that cannot receive is told so', async () => {
  const { page } = await atSettings('desktop');
  await page.getByLabel('Which way?').selectOption('push');
  await add(page).click();
  await page.getByText('This browser has not allowed it, or cannot.').waitFor();
  const context = page.context();
  await context.grantPermissions(['notifications'], { origin: regulator.address });
  const tools = await context.newCDPSession(page);
  const registered = new Promise<string>((done) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) done(first.registrationId);
    });
  });
  await tools.send('ServiceWorker.enable');
  await page.evaluate(
    "navigator.serviceWorker.register('./sw.js').then(() => navigator.serviceWorker.ready).then(() => 0)",
  );
  const link = `${regulator.address}/#/inbox`;
  const pushed = {
    origin: regulator.address,
    registrationId: await registered,
    data: JSON.stringify({ title: 'Synco: New alert', body: 'Cloth fell.', link }),
  };
  const shown = () =>
    page.evaluate<string[]>(
      'navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map(({ title }) => title))',
    );
  // What comes while the worker is still being made active is lost in the browser's own hands.
  const isShown = async () => {
    await tools.send('ServiceWorker.deliverPushMessage', pushed);
    return (await shown()).length > 0;
  };
  await until('something is shown', isShown, patience);
  expect(await shown()).toEqual(['Synco: New alert']);
});

test('the password is changed, and all sessions are ended', async () => {
  const next = 'another one of twelve';
  const { page } = await atSettings('phone');
  await page.getByLabel('The password until now').fill('not the right one');
  await page.getByLabel(/^Choose a password/).fill('short');
  await page.keyboard.press('Enter');
  await page.getByText('Use at least 12 characters.').waitFor();
  await page.getByLabel(/^Choose a password/).fill(next);
  await page.keyboard.press('Enter');
  await page.getByText(/The password is not right/).waitFor();
  await page.getByLabel('The password until now').fill(rosa.password);
  await page.keyboard.press('Enter');
  await page.getByText('Changed. You are signed out everywhere else, and').waitFor();
  const second = await atSettings('desktop', next);
  await second.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await second.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.getByRole('button', { name: /^You are/ }).count()).toBe(0);
});
