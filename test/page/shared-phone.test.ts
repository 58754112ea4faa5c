import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { until } from '../kit/bus-reader.js';
import { ask, clearTeam, closeTeam, enter, gate, leave, openTeam, phone, post, pull } from './team-phones.js';
import { dayBefore } from './works.js';

beforeAll(openTeam, 120_000);
afterEach(clearTeam);
afterAll(closeTeam);

async function by(text: string): Promise<unknown> {
  const found = /"by":("[^"]*"|null)[^{}]*?"text":"TEXT"|"text":"TEXT"[^{}]*?"by":("[^"]*"|null)/.source;
  const all = JSON.stringify(await ask('GET', 'alerts?state=all'));
  const match = new RegExp(found.replaceAll('TEXT', text)).exec(all);
  return match?.[1] ?? match?.[2];
}

test('a page that slept while somebody else came in sends nothing of the one in the name of the other', async () => {
  const page = await phone('Ana');
  const line = await page.context().newCDPSession(page);
  const network = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', network);
  await pull(page, 'From Ana');
  await page.getByText('Kept on this device: the network is away.').waitFor();
  gate.instead = ({ url }) => (url === '/api/cords' ? { status: 503 } : null);
  const second = await page.context().newPage();
  await second.goto(gate.address);
  await second.getByRole('button', { name: /^You are/ }).waitFor();
  await leave(second);
  await enter(second, 'Ben');
  // The page sends before it knows.
  gate.instead = ({ url = '' }) => (/^\/api\/(me$|stream)/.test(url) ? { status: 503 } : null);
  const sent = page.waitForResponse('**/api/cords');
  await line.send('Network.emulateNetworkConditions', { ...network, offline: false });
  // It tries by itself when the network is back, and may have done so before anybody could press.
  await page.evaluate(`window.dispatchEvent(new Event('online'))`);
  expect((await sent).status()).toBe(403);
  gate.instead = () => null;
  await page.getByRole('button', { name: /You are Ben/ }).waitFor();
  await page.getByText('1 form of somebody else waits here to be sent').waitFor();
  expect(await by('From Ana')).toBeUndefined();
  await leave(second);
  await second.getByText('1 form waits here to be sent, until whoever has filled it in').waitFor();
  await enter(second, 'Ana');
  await second.getByText('A form that was kept here has been sent.').waitFor();
  expect(await by('From Ana')).toBe('"Ana"');
});

test('what is pushed to a phone ends with the session, however that has ended', async () => {
  const page = await phone('Ana');
  // No push service is at hand.
  await page.evaluate(`{
    window.PushManager ??= class {};
    window.Notification ??= class {};
    const held = { unsubscribe: async () => (window.hasEnded = true) };
    navigator.serviceWorker.getRegistration = async () => ({ pushManager: { getSubscription: async () => held } });
  }`);
  const session = (await page.context().cookies()).find(({ name }) => name === 'synco')?.value;
  await page.goto(`${gate.address}/#/inbox`);
  await page.getByRole('button', { name: /^You are/ }).waitFor();
  expect(await page.evaluate('window.hasEnded')).toBeUndefined();
  await ask('POST', 'sign-out', {}, session);
  await page.goto(`${gate.address}/#/unit/team-b`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await until('the pushes end', () => page.evaluate<boolean>('window.hasEnded === true'), 10_000);
});

test('a figure that waits does not come after the one that corrects it', async () => {
  const today = dayBefore(0);
  const page = await phone('Ana');
  gate.instead = ({ method, url }) => (method === 'POST' && url === '/api/observations' ? { status: 503 } : null);
  await post(page, 81);
  await page.getByText('Not sent yet').first().waitFor();
  // Left alone it would be tried again only later.
  await page.waitForTimeout(8_000);
  gate.instead = () => null;
  await post(page, 82);
  await page.getByText(/82 pieces for/).waitFor();
  await page.getByRole('heading', { name: /kept on this device/i }).waitFor({ state: 'detached' });
  await page.waitForTimeout(1_000);
  const series = JSON.stringify(await ask('GET', `indicators/team-a.output/series?from=${today}`));
  expect(new RegExp(`"period":"${today}"[^{}]*?"value":(\\d+)`).exec(series)?.[1]).toBe('82');
});

test('what the server has taken, and the network lost the answer of, is there once', async () => {
  const page = await phone('Ana');
  let sent = 0;
  gate.instead = ({ url }) => (url === '/api/cords' && (sent += 1) < 3 ? 'lost' : null);
  await pull(page, 'The answer was lost');
  await page.getByText('A form that was kept here has been sent.').waitFor({ timeout: 40_000 });
  expect(sent).toBeGreaterThanOrEqual(3);
  const all = JSON.stringify(await ask('GET', 'alerts?state=all'));
  expect(all.split('"text":"The answer was lost"').length - 1).toBe(1);
});
