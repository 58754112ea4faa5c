import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import writeExcelFile from 'write-excel-file/node';
import type { Series } from '#libs/contracts';
import { applyOrganisation, type RunningRegulator, startRegulator } from '../kit/regulator.js';
import { introduce, openBrowser, overflow, type Seen, type Size, visit } from './browser.js';
import { works } from './works.js';

let regulator: RunningRegulator;
let browser: Browser;
const open: Seen[] = [];

const [output] = works.indicators;
const scrap = { ...output, id: 'team-a.scrap', name: 'Scrap', measure: 'share', scale: 'fraction', into: undefined };

beforeAll(async () => {
  regulator = await startRegulator();
  const document = { ...works, indicators: [...works.indicators, { ...scrap, capability: [], potentiality: [] }] };
  await applyOrganisation(regulator.address, document, 'Setup@works');
  browser = await openBrowser();
}, 120_000);

afterEach(async () => {
  for (const { page } of open.splice(0)) await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await regulator?.stop();
});

/** Last month's sheet, saved as CSV where commas begin the decimals: with a title, a remark, a broken formula, a slip and a sum. */
const month = [
  'Team A – April;;;',
  ';;;',
  'Date;Output (pieces);Scrap;Remark',
  '01/04/2024;980;2,5%;',
  '02/04/2024;#REF!;1/40;new needles',
  '03/04/2024;1.234;-;',
  '04/04/2024;1010;3%;',
  '05/04/2024;990;41;',
  '06/04/2024;101000;2%;',
  'Total;105214;;',
].join('\r\n');

describe.each<Size>(['phone', 'desktop'])('on a %s', (size) => {
  test('a file is looked at, its questions answered, and what is certain sent', async () => {
    const { page, faults } = await enter(size);
    await choose(page, 'april.csv', month);
    await page.getByRole('radio', { name: 'day / month / year' }).check();
    await page.getByRole('radio', { name: /1234 – the point parts/ }).check();
    await page.getByText('8 figures found in april.csv.').waitFor();
    await page.getByRole('heading', { name: '3 cells in doubt' }).waitFor();
    await page.getByRole('button', { name: /C8/ }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('cell-C8');
    expect(await page.locator('#cell-C8').innerText()).toContain('41');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Send 8 figures, leave out 3 doubtful cells' }).click();
    await page.getByText('8 figures were taken.').waitFor();
    await page.getByText('april.csv, imported by Amina').waitFor();
    await page
      .getByText(
        /(8 new figures from 1 April 2024 to 6 April 2024|0 new figures; 8 known before); 3 not taken; 0 past deviations; 0 alerts opened\./,
      )
      .waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await settled('team-a.output', [
      ['2024-04-01', 980, 1],
      ['2024-04-03', 1234, 1],
      ['2024-04-04', 1010, 1],
      ['2024-04-05', 990, 1],
    ]);
    await settled('team-a.scrap', [
      ['2024-04-01', 0.025, 1],
      ['2024-04-02', 0.025, 1],
      ['2024-04-04', 0.03, 1],
      ['2024-04-06', 0.02, 1],
    ]);
    expect(faults).toEqual([]);
  });
});

test('a workbook is imported with the keyboard alone, and the same file again changes nothing', async () => {
  const day = (date: string) => ({ value: new Date(`${date}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' });
  const october = [
    ['Day', 'Output', 'Hours of rain'],
    [day('2024-10-01'), 97.5, 3],
    [day('2024-10-02'), 98, 0],
  ];
  const workbook = await writeExcelFile([
    { data: [['Read this first']], sheet: 'About' },
    { data: october, sheet: 'October' },
  ]).toBuffer();
  const { page, faults } = await enter('desktop');
  const importOctober = async () => {
    await choose(page, 'october.xlsx', workbook);
    await page.getByText('There is no figure in this file').waitFor();
    await page.getByLabel('Sheet').selectOption('October');
    await page.getByText('2 figures found').waitFor();
    expect(await page.getByRole('button', { name: /C1.*Hours of rain/ }).count()).toBe(1);
    const send = page.getByRole('button', { name: /^Send 2 figures/ });
    await send.focus();
    await page.keyboard.press('Enter');
    await page.getByText('2 figures were taken.').waitFor();
    const expected: [string, number, number][] = [
      ['2024-10-01', 97.5, 1],
      ['2024-10-02', 98, 1],
    ];
    await settled('team-a.output', expected, '2024-10-01');
  };
  await importOctober();
  await importOctober();
  expect(faults).toEqual([]);
});

test('another file is asked for where one cannot be read', async () => {
  const { page } = await enter('phone');
  await choose(page, 'old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]));
  expect(await page.getByRole('alert').innerText()).toContain('save it as .xlsx');
  await choose(page, 'names.csv', 'Name;Age\nAna;40\n');
  await page.getByRole('button', { name: /A1.*No row names a period and an indicator/ }).waitFor();
  expect(await page.getByRole('button', { name: /^Send/ }).count()).toBe(0);
});

test('nobody is offered to import for another unit', async () => {
  const { page } = await enter('desktop');
  await page.goto(`${regulator.address}/#/import/team-b`);
  await page.getByText('Only Team B itself imports its figures.').waitFor();
  expect(await page.getByLabel(/^Choose a/).count()).toBe(0);
  await page.goto(`${regulator.address}/#/unit/team-b`);
  await page.getByRole('heading', { name: 'Team B', exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Import a file' }).count()).toBe(0);
});

async function enter(size: Size): Promise<Seen> {
  const seen = await visit(browser, regulator.address, size);
  open.push(seen);
  await introduce(seen.page, { use: /I work in a team/, name: 'Amina', unit: 'Team A' });
  await seen.page.getByRole('link', { name: 'Import a file' }).click();
  await seen.page.getByRole('heading', { name: 'Import a file' }).waitFor();
  return seen;
}

async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  const buffer = typeof content === 'string' ? Buffer.from(content) : content;
  await page.getByLabel(/^Choose a/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** Waits until the series has exactly these figures from a date on: period, value, revision. */
async function settled(indicator: string, figures: [string, number, number][], from = '2024-01-01'): Promise<void> {
  let read: unknown[] = [];
  for (let look = 0; look < 300 && read.length < figures.length; look += 1) {
    const answer = await fetch(`${regulator.address}/api/indicators/${indicator}/series?from=${from}`, {
      headers: { 'Synco-As': 'Setup@team-a' },
    });
    const { points } = (await answer.json()) as Series;
    read = points.map(({ period, value, revision }) => [period, value, revision]);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  expect(read).toEqual(figures);
}
