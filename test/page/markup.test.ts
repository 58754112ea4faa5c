import { randomUUID } from 'node:crypto';
import { AlertList } from '#libs/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { until } from '../kit/bus-reader.js';
import { type Asker, ask, found } from '../kit/founding.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { openBrowser, shownWhole, visit } from './browser.js';
import { dayBefore, quietDays, works } from './works.js';

const markings = new Set<string>();
/** A text that would strike if anything took it for markup. */
const marked = (of: string) => {
  markings.add(of);
  return `<img src=x onerror=struck=1><b class=struck>${of}</b>"'{{7*7}}`;
};
const free = new Set(['name', 'measure', 'level', 'note']);
/** The works, with markup in each text that people choose freely. */
const document: object = JSON.parse(
  JSON.stringify({
    ...works,
    credits: [marked('credits')],
    units: works.units.map((unit) => ({
      ...unit,
      note: 'n',
      calendar: { holidays: [{ date: dayBefore(-1), name: marked('holiday') }] },
    })),
    indicators: works.indicators.map((indicator) => ({
      ...indicator,
      references: [{ name: 'r', values: [{ from: '2020-01-01', value: 90 }] }],
    })),
  }),
  (key, value: unknown) => (free.has(key) && typeof value === 'string' && !value.includes('<') ? marked(key) : value),
);
const hour = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
let regulator: RunningRegulator;
let browser: Browser;
let ines: Asker;
let hashes: string[];

beforeAll(async () => {
  regulator = await startRegulator({ environment: { ACCESS: 'accounts' } });
  browser = await openBrowser();
  const keys = await found(regulator, document, 'team-a');
  ines = { address: regulator.address, bearer: keys.ines, as: 'Ines@team-a' };
  const fall = { id: 'fall', indicator: 'team-a.output', period: dayBefore(0), value: 40, note: marked('figure') };
  await ask(ines, 'POST', 'imports', { id: importId, name: marked('import') });
  const days = quietDays('team-a.output').map((figure) => ({ ...figure, note: marked('earlier figure') }));
  await ask(ines, 'POST', 'observations', { import: importId, observations: days });
  await ask(ines, 'POST', 'imports', { id: importId, name: marked('import'), sent: days.length });
  await ask(ines, 'POST', 'observations', { observations: [fall] });
  const alerts = async () => AlertList.parse(await ask(ines, 'GET', 'alerts')).alerts.map(({ id }) => id);
  await until('the alert', async () => (await alerts()).length > 0, 30_000);
  const [alert = ''] = await alerts();
  await ask(ines, 'POST', `alerts/${alert}/acknowledge`, { until: inHours(2), note: marked('acknowledge') });
  const cord = randomUUID();
  await ask(ines, 'POST', 'cords', { id: cord, sign: 'pain', text: marked('cord') });
  await ask(ines, 'POST', `alerts/cord-${cord}/resolve`, { cause: marked('cause'), remedy: marked('remedy') });
  const kept = { kind: 'other', unit: 'team-a', from: inHours(1), until: inHours(30) };
  await ask(ines, 'POST', 'notices', {
    id: randomUUID(),
    ...kept,
    title: marked('notice'),
    text: marked('notice text'),
  });
  const terms = { dealWithin: 'P2D', note: marked('agreement') };
  await ask(ines, 'POST', 'units/team-a/agreements', { id: randomUUID(), ...terms });
  await ask(ines, 'POST', 'units/team-a/nodes', { id: randomUUID(), name: marked('node') });
  const to = { name: marked('person'), email: 'ana@union.example' };
  await ask(ines, 'POST', 'units/team-a/votes', { id: randomUUID(), motion: { kind: 'give', role: 'member', to } });
  const own = ['', 'inbox', 'unit/team-a', 'unit/sewing', 'calendar/team-a', 'agreements/team-a', 'import/team-a'];
  hashes = [...own, 'people/team-a', 'settings', 'compare/sewing', `alert/${alert}`, `alert/cord-${cord}`];
}, 120_000);

const importId = randomUUID();

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

/** What was taken for markup on the page with all of it open, and its text. */
async function look(page: Page): Promise<{ struck: number; text: string }> {
  await page.evaluate('for (const more of document.querySelectorAll("details")) more.open = true');
  for (const table of await page.getByRole('button', { name: /table$/ }).all()) await table.click();
  const struck = await page.evaluate<number>(
    `document.querySelectorAll('.struck, img[src="x"]').length + Number(window.struck ?? 0)`,
  );
  return { struck, text: await page.evaluate<string>('document.body.innerText') };
}

test('what people write is text wherever it is shown, never markup', async () => {
  const { page, faults } = await visit(browser, regulator.address, 'desktop');
  await page.context().addCookies([{ name: 'synco', value: ines.bearer, url: regulator.address }]);
  const struck: string[] = [];
  const texts: string[] = [];
  for (const hash of hashes) {
    await page.goto(`${regulator.address}/#/${hash}`);
    await page.reload();
    await page.locator('main h1').first().waitFor();
    await shownWhole(page);
    const seen = await look(page);
    texts.push(seen.text);
    if (seen.struck > 0) struck.push(hash);
  }
  expect(struck).toEqual([]);
  expect(faults).toEqual([]);
  const shown = [...markings].filter((of) => texts.some((text) => text.includes(`<b class=struck>${of}</b>`)));
  expect(shown.toSorted()).toEqual([...markings].toSorted());
}, 90_000);
