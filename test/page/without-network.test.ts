import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../kit/bus-reader.js';
import { ask, clearTeam, closeTeam, enter, gate, newDevice, openTeam, phone, post, pull } from './team-phones.js';
import { dayBefore } from './works.js';

beforeAll(openTeam, 120_000);
afterEach(clearTeam);
afterAll(closeTeam);

test('a page that is opened without network the day after takes the figure of that day', async () => {
  const before = dayBefore(0);
  const page = await phone('Ana');
  const period = page.getByLabel('For', { exact: true });
  const today = await period.inputValue();
  expect([before, dayBefore(0)]).toContain(today);
  const dayAfter = new Date(Date.parse(`${today}T12:00:00Z`) + 86_400_000);
  const itsName = dayAfter.toISOString().slice(0, 10);
  await page.context().setOffline(true);
  await page.clock.setFixedTime(dayAfter);
  await page.reload();
  await page.getByText(/^What you see was read/).waitFor();
  const day = page.locator(`.figure-form option[value="${itsName}"]:checked`);
  await day.waitFor({ state: 'attached' });
  expect(await period.inputValue()).toBe(itsName);
  await page.goto(`${gate.address}/#/calendar/team-a`);
  await page.getByText('This was not opened on this device before.').first().waitFor();
});

test('a proxy that answers for a server that is down does not stand in the way of the page that is kept', async () => {
  const page = await phone('Ana');
  gate.instead = () => ({ status: 502 });
  await page.reload();
  await page.getByRole('heading', { name: 'Post a figure' }).waitFor();
  expect(await titleOf(page)).toBe('Team A · Synco');
  await post(page, 83);
  await page.getByText('Not sent yet').first().waitFor();
  gate.instead = () => null;
  await page.getByText('A form that was kept here has been sent.').waitFor();
});

test('a network that hangs is no better than none: the page that is kept is shown after some seconds', async () => {
  const page = await phone('Ana');
  gate.instead = () => 'hung';
  await page.reload();
  await page.getByRole('heading', { name: 'Post a figure' }).waitFor();
  expect(await titleOf(page)).toBe('Team A · Synco');
});

test('what is filled in is kept and sent though the phone has thrown away what the page had kept', async () => {
  const page = await phone('Ana');
  await page.context().setOffline(true);
  const phoneItself = await page.context().newCDPSession(page);
  await phoneItself.send('Storage.clearDataForOrigin', { origin: gate.address, storageTypes: 'indexeddb' });
  await post(page, 84);
  await page.getByText('Not sent yet').first().waitFor();
  await page.context().setOffline(false);
  await page.getByText('A form that was kept here has been sent.').waitFor();
  const series = async () => JSON.stringify(await ask('GET', 'indicators/team-a.output/series'));
  await until('the figure is taken', async () => (await series()).includes('"value":84'));
  expect((await series()).match(/"value":84/g)).toHaveLength(1);
});

test('a newer page of which not all has come does not take the place of the one that is kept whole', async () => {
  const page = await phone('Ana');
  const files = { 'main.tsx': { file: 'assets/newer.js' } };
  gate.instead = ({ url = '' }) => {
    if (url.endsWith('/files.json')) return { status: 200, body: JSON.stringify(files) };
    if (url.endsWith('/assets/newer.js')) return { status: 502 };
    return url === '/' ? { status: 200, body: '<script type="module" src="./assets/newer.js"></script>' } : null;
  };
  await page.goto(`${gate.address}/?again`);
  await page.waitForTimeout(2_000);
  await page.context().setOffline(true);
  await page.goto(`${gate.address}/#/unit/team-a`);
  await page.getByRole('heading', { name: 'Post a figure' }).waitFor();
  expect(await titleOf(page)).toBe('Team A · Synco');
});

test('a browser of some years ago, and one that keeps nothing, are as good while there is a network', async () => {
  const page = await newDevice();
  await page.addInitScript(`delete AbortSignal.any; delete window.indexedDB; delete Window.prototype.indexedDB;`);
  await page.goto(gate.address);
  await enter(page, 'Ana');
  await pull(page, 'Without storage');
  await page.getByText('It has been told.').waitFor();
  gate.instead = ({ url }) => (url === '/api/cords' ? { status: 503 } : null);
  await pull(page, 'Not told');
  await page.getByText('The regulator does not answer.').first().waitFor();
  expect(await page.getByLabel('What has happened?').inputValue()).toBe('Not told');
});

/** What the browser calls the page, once it is known what the unit is called. */
async function titleOf(page: Page): Promise<string> {
  await until('the unit’s name is known', async () => (await page.title()) !== 'Synco');
  return page.title();
}
