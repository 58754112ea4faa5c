import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backupLines, type Database, refreshPeriods, restoreLines } from '#libs/adapters-postgres';
import { plainDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { dashboardFiles } from './all.js';
import { expand } from './expand.js';
import { type Answer, faultsOf, markFaults } from './testing/answers.js';
import { choices, marks, panels } from './testing/boards.js';
import { fillWithDemo } from './testing/demo.js';

const folder = fileURLToPath(new URL('dashboards/', import.meta.url));
const looked = { from: '2010-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z', timescale: true, variables: {} };

it('are committed as the code builds them', () => {
  const committed = new Map(readdirSync(folder).map((name) => [name, readFileSync(folder + name, 'utf8')]));
  expect([...committed.keys()].toSorted()).toEqual([...dashboardFiles().keys()].toSorted());
  for (const [name, json] of dashboardFiles()) expect(JSON.parse(committed.get(name) ?? '')).toEqual(JSON.parse(json));
});

it('say in plain words what each panel means', () => {
  for (const [, { title, description }] of panels)
    expect([title.length > 3, description.length > 20]).toEqual([true, true]);
});

it('would notice a macro or a variable that nobody puts in', () => {
  expect(() => expand('select $__interval', looked)).toThrow('not known');
  expect(() => expand('select $unit', looked)).toThrow('not known');
  expect(() => expand('select ${nobody:sqlstring}', looked)).toThrow('no variable');
});

let plain: Database;
let hyper: Database;
beforeAll(async () => {
  [plain, hyper] = [await plainDatabase(), await timescaleDatabase()];
  await fillWithDemo(plain);
  const lines: string[] = [];
  for await (const line of backupLines(plain, looked.from)) lines.push(line);
  await restoreLines(hyper, Readable.from(lines));
  await refreshPeriods(hyper);
  for (const { pool } of [plain, hyper]) await pool.query('set role synco_panels');
}, 300_000);
afterAll(async () => {
  for (const database of [plain, hyper]) {
    await database.pool.query('reset role');
    await database.close();
  }
});

describe.each([
  ['TimescaleDB', () => hyper, true],
  ['PostgreSQL', () => plain, false],
])('over the demo on %s', (_, database, timescale) => {
  const ask = (sql: string, unit: string, indicator = `${unit}.productivity`): Promise<Answer> =>
    database().pool.query(expand(sql, { ...looked, timescale, variables: { unit, indicator } }));

  it.each(panels)('%s: answers in the shape that its panel needs', async (_title, { type, targets }) => {
    for (const { rawSql, format } of targets)
      expect(faultsOf(type, format, await ask(rawSql, 'garments-works'))).toEqual([]);
  });

  it.each(choices)('%s: offers a name and a value to choose', async (_name, query) => {
    const { rows } = await ask(query, 'garments');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(Object.keys(row)).toEqual(['__text', '__value']);
  });

  it.each(marks)('%s: has marks with a time and a text', async (_name, query) => {
    expect(markFaults(await ask(query, 'federation'))).toEqual([]);
  });

  it('has panels that stay empty without a fault where there is nothing to show', async () => {
    for (const [, { targets }] of panels)
      for (const { rawSql } of targets) await expect(ask(rawSql, "nobody's", 'nothing')).resolves.toBeDefined();
  });
});
