import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { clearTeam, closeTeam, enter, gate, newDevice, openTeam } from './team-phones.js';
import { dayBefore } from './works.js';

beforeAll(openTeam, 120_000);
afterEach(clearTeam);
afterAll(closeTeam);

test('what the server refuses, and what is doubtful in a file, is said in Spanish on a Spanish page', async () => {
  const page = await newDevice();
  await page.addInitScript(`localStorage.setItem('synco.language', 'en')`);
  await page.goto(gate.address);
  await enter(page, 'Ana');
  await page.addInitScript(`localStorage.setItem('synco.language', 'es')`);
  await page.reload();
  await page.getByLabel('Cifra (pieces)').fill('-4');
  await page.getByRole('button', { name: 'Informar' }).click();
  await page.getByText('El valor no cabe en la escala del indicador.').waitFor();
  await page.goto(`${gate.address}/#/import/team-a`);
  const rows = [`Date,Output`, `${dayBefore(3)},twelve`, `${dayBefore(2)},101`];
  const file = { name: 'week.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('El valor no es un número. Escriba un número').waitFor();
  await page.goto(`${gate.address}/#/people/team-a`);
  await page.getByRole('button', { name: 'Proponer', exact: true }).click();
  await page.getByText('Escriba una dirección como ana@example.org.').waitFor();
  expect(await page.title()).toBe('Quién habla por Team A · Synco');
  expect(await page.locator('main').innerText()).not.toMatch(/\b(not|the|may|of|be)\b/);
});
