import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyOrganisation, type Database } from '#libs/adapters-postgres';
import { OrganisationDocument } from '#libs/contracts';
import { memoryDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { dayName, startRig, twoTeams } from '../../test/kit/loop-rig.js';
import { dashboardFiles } from './all.js';
import { expand } from './expand.js';

const folder = fileURLToPath(new URL('dashboards/', import.meta.url));
/** What team B keeps to itself: it must be seen nowhere. */
const secret = { from: 5_000, by: 'Bernarda of team B', note: 'The boiler is broken.' };

const agreed = (value: number) => [{ from: '2020-01-01', value, evidence: 'agreed' }];
const document = OrganisationDocument.parse({
  ...twoTeams,
  indicators: twoTeams.indicators.map((indicator) => ({
    ...indicator,
    ...(indicator.id === 'a.output' ? { visibility: 'line', capability: agreed(120), potentiality: agreed(150) } : {}),
    ...(indicator.id === 'b.output' ? { capability: agreed(6_000), potentiality: agreed(9_000) } : {}),
  })),
});

interface Panel {
  title: string;
  description: string;
  type: string;
  targets: { rawSql: string; format: string }[];
}
interface Board {
  panels: Panel[];
  templating: { list: { type: string; name: string; query: string }[] };
}
const boards = [...dashboardFiles()].map(([file, json]) => [file, JSON.parse(json) as Board] as const);
const panels = boards.flatMap(([file, board]) =>
  board.panels.map((panel) => [`${file}: ${panel.title}`, panel] as const),
);
const queries = boards.flatMap(([file, board]) =>
  board.templating.list
    .filter(({ type }) => type === 'query')
    .map((variable) => [`${file}: ${variable.name}`, variable.query] as const),
);
const looked = {
  from: '2025-01-01T00:00:00Z',
  to: '2030-01-01T00:00:00Z',
  variables: { unit: 'root', indicator: 'a.output' },
};
const numbers = new Set([20, 21, 23, 700, 701, 1700]);
const times = new Set([1114, 1184]);

it('are committed as the code builds them', () => {
  const committed = new Map(readdirSync(folder).map((name) => [name, readFileSync(folder + name, 'utf8')]));
  expect([...committed.keys()].toSorted()).toEqual([...dashboardFiles().keys()].toSorted());
  for (const [name, json] of dashboardFiles()) expect(JSON.parse(committed.get(name) ?? '')).toEqual(JSON.parse(json));
});

it('say in plain words what each panel means', () => {
  for (const [, { title, description }] of panels)
    expect([title.length > 3, description.length > 20]).toEqual([true, true]);
});

it('would notice a macro that nobody puts in', () => {
  expect(() => expand('select $__interval', looked)).toThrow('not known');
  expect(() => expand('select ${nobody:sqlstring}', looked)).toThrow('no variable');
});

describe.each([
  ['TimescaleDB', timescaleDatabase],
  ['PostgreSQL', memoryDatabase],
])('on %s', (_, open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await filled(database);
    await database.pool.query('set role synco_panels');
  }, 60_000);
  afterAll(async () => {
    await database.pool.query('reset role');
    await database.close();
  });

  const ask = (sql: string) => database.pool.query<Record<string, unknown>>(expand(sql, looked));

  it.each(panels)('%s: answers in the shape that its panel needs', async (_title, { type, targets }) => {
    for (const { rawSql, format } of targets) expect(faultsOf(type, format, await ask(rawSql))).toEqual([]);
  });

  it.each(queries)('%s: offers a name and a value to choose', async (_name, query) => {
    const { rows } = await ask(query);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(Object.keys(row)).toEqual(['__text', '__value']);
  });

  it('lets the reader see no table, write nothing, and read nothing that a unit keeps to itself', async () => {
    const tables = await ask(`select tablename as name from pg_tables where schemaname = 'public'`);
    expect(tables.rows.length).toBeGreaterThan(10);
    for (const { name } of tables.rows)
      await expect(ask(`select * from public.${String(name)}`)).rejects.toThrow('permission denied');
    await expect(ask('create table panels.mine (it integer)')).rejects.toThrow('permission denied');
    await expect(ask('select panels.grant_to_reader()')).rejects.toThrow('permission denied');
    const views = await ask(`select viewname as name from pg_views where schemaname = 'panels'`);
    expect(views.rows.length).toBeGreaterThan(8);
    for (const { name } of views.rows) {
      const text = JSON.stringify((await ask(`select * from panels.${String(name)}`)).rows);
      expect(text).not.toContain(secret.by);
      expect(text).not.toContain(secret.note);
    }
    const seen = async (indicator: string) =>
      (
        await ask(
          `select value, level, expected, deviation, productivity from panels.figure where indicator = '${indicator}'`,
        )
      ).rows;
    const [b] = await seen('b.output');
    expect(b).toMatchObject({
      value: null,
      level: null,
      expected: null,
      deviation: null,
      productivity: expect.any(Number),
    });
    expect((await seen('works.output'))[0]).toMatchObject({ value: null });
    expect((await seen('a.output'))[0]).toMatchObject({ value: expect.any(Number), level: expect.any(Number) });
    expect((await seen('root.output'))[0]).toMatchObject({ value: expect.any(Number) });
    const months = await ask(`select mean, total from panels.month where indicator = 'b.output'`);
    expect(months.rows[0]).toEqual({ mean: null, total: null });
  });

  it('shows an alert once it has reached the root, and until then only that there was one', async () => {
    const alerts = await ask(`select unit, sentence from panels.alert where unit <> 'root'`);
    expect(alerts.rows).toMatchObject([{ unit: 'a', sentence: expect.any(String) }]);
    const raised = await ask(`select sum(raised) as n from panels.alert_week where unit = 'b'`);
    expect(Number(raised.rows[0]?.['n'])).toBe(1);
  });
});

interface Answer {
  rows: Record<string, unknown>[];
  fields: { name: string; dataTypeID: number }[];
}

/** What a panel could not draw of an answer. */
function faultsOf(type: string, format: string, answer: Answer): string[] {
  const faults = format === 'time_series' ? lineFaults(answer) : type === 'stat' ? numberFaults(answer) : [];
  return answer.rows.length === 0 ? [...faults, 'no rows'] : faults;
}

function lineFaults({ rows, fields }: Answer): string[] {
  const time = fields.find(({ name }) => name === 'time');
  const values = fields.filter(({ name }) => name !== 'time' && name !== 'metric');
  const at = rows.map((row) => String(row['time']));
  return [
    times.has(time?.dataTypeID ?? 0) ? '' : 'no column time',
    values.every(({ dataTypeID }) => numbers.has(dataTypeID)) ? '' : 'a line that is no number',
    at.join() === at.toSorted().join() ? '' : 'not in the order of time',
    rows.some((row) => values.some(({ name }) => row[name] !== null)) ? '' : 'nothing to draw',
  ].filter(Boolean);
}

function numberFaults({ rows, fields }: Answer): string[] {
  const one = rows.length === 1 && fields.length === 1 && numbers.has(fields[0]?.dataTypeID ?? 0);
  return one ? [] : ['not one number'];
}

/** Five weeks of two teams that fall at the end; team A's alert climbs to the root, team B's does not. */
async function filled(database: Database): Promise<void> {
  const today = Math.floor((Date.now() - Date.UTC(2026, 0, 1)) / 86_400_000);
  const rig = await startRig(database, new Date(Date.now() - 3_600_000).toISOString());
  await applyOrganisation(database, document, { by: null, now: rig.now, dryRun: false });
  for (let n = 0; n < 35; n += 1) {
    const day = dayName(today - 35 + n);
    const fall = n === 34 ? 0.4 : 1;
    await rig.post([
      ['a.output', day, (100 + ((n * 5) % 7)) * fall],
      ['b.output', day, (secret.from + ((n * 5) % 7) * 10) * fall],
    ]);
  }
  const alert = await database.pool.query<{ id: string }>(`select id from alert where unit = 'a'`);
  await database.pool.query(
    `update alert set reached = array['a', 'works', 'root'], held_by = 'root', closed_at = now() where id = $1`,
    [alert.rows[0]?.id],
  );
  await database.pool.query('update observation set posted_by = $1, note = $2', [secret.by, secret.note]);
  await rig.close();
}
