import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noChanges } from '#libs/regulation';
import { plainDatabase, timescaleDatabase } from '../../test/kit/databases.js';
import { dayName } from '../../test/kit/loop-rig.js';
import { noon, observationOf } from '../../test/kit/store-rows.js';
import { type Database, loopStore, mergeNotes, refreshPeriods } from './index.js';

let plain: Database;
let timescale: Database;
beforeAll(async () => {
  [plain, timescale] = [await plainDatabase(), await timescaleDatabase()];
});
afterAll(() => Promise.all([plain.close(), timescale.close()]));

/** One figure of indicator x: on the n-th day from the first of 2026, as its k-th revision. */
type Figure = readonly [n: number, value: number, settled?: boolean];
let revision = 0;

async function post(figures: readonly Figure[]): Promise<void> {
  revision += 1;
  const observations = figures.map(([n, value, settled = true]) =>
    observationOf(n, 1, { id: `${n}-${revision}`, revision, value, settled, capability: 10, coverage: 0.5 }),
  );
  const changes = { ...noChanges(noon(1)), observations };
  for (const database of [plain, timescale]) await loopStore(database).transact((tx) => tx.write(changes));
}

const sums = (relation: string, database: Database) =>
  database.pool.query(`select * from ${relation} order by indicator, starts`).then(({ rows }) => rows);
const notes = () =>
  timescale.pool.query('select first, last from touched order by first').then(({ rows }) => rows as object[]);

const periods = async (database: Database) => ({
  weeks: await sums('figure_by_week', database),
  months: await sums('figure_by_month', database),
});

describe('figures by week and by month', () => {
  test('are sums over what is settled, from Monday or the first of the month on', async () => {
    await post([
      [0, 1],
      [4, 2],
      [31, 4],
      [32, 8, false],
    ]);
    const week = { indicator: 'x', figures: 1, coverage: 0.5, capability: 10, potentiality: null };
    expect(await sums('figure_by_week', plain)).toEqual([
      { ...week, starts: '2025-12-29T00:00:00', total: 1, mean: 1, least: 1, most: 1, actuality: 0 },
      { ...week, starts: '2026-01-05T00:00:00', total: 2, mean: 2, least: 2, most: 2, actuality: 4 },
      { ...week, starts: '2026-01-26T00:00:00', total: 4, mean: 4, least: 4, most: 4, actuality: 31 },
    ]);
    expect(await sums('figure_by_month', plain)).toMatchObject([
      { starts: '2026-01-01T00:00:00', figures: 2, total: 3, mean: 1.5, least: 1, most: 2, capability: 20 },
      { starts: '2026-02-01T00:00:00', figures: 1, total: 4 },
    ]);
    expect(await periods(timescale)).toEqual(await periods(plain));
  });

  test('a statement notes what it touches, a month at a time; a refresh takes exactly that', async () => {
    expect(await notes()).toEqual([
      { first: '2026-01-01T00:00:00', last: '2026-01-05T00:00:00' },
      { first: '2026-02-01T00:00:00', last: '2026-02-02T00:00:00' },
    ]);
    expect(await refreshPeriods(timescale)).toBe(1);
    expect(await notes()).toEqual([]);
    expect(await refreshPeriods(timescale)).toBe(0);
    expect(await sums('figure_by_week_kept', timescale)).toEqual(await sums('figure_by_week', plain));
    expect(await periods(timescale)).toEqual(await periods(plain));
  });

  test('a correction below the watermark is seen at once, long before the refresh', async () => {
    await post([[400, 5]]);
    await refreshPeriods(timescale);
    await post([[4, 20]]);
    expect(await sums('figure_by_week_kept', timescale)).toMatchObject([{}, { total: 2 }, {}, {}]);
    expect(await sums('figure_by_week', timescale)).toMatchObject([{}, { total: 20 }, {}, {}]);
    expect(await periods(timescale)).toEqual(await periods(plain));
    await refreshPeriods(timescale);
    expect(await sums('figure_by_week_kept', timescale)).toMatchObject([{}, { total: 20 }, {}, {}]);
    expect(await periods(timescale)).toEqual(await periods(plain));
  });

  test('notes of the same time of a year become one, and what is far apart stays apart', async () => {
    for (const n of [7, 9, 60, 8, 400]) await post([[n, n]]);
    await mergeNotes(timescale);
    expect(await notes()).toEqual([
      { first: '2026-01-08T00:00:00', last: '2026-01-10T00:00:00' },
      { first: '2026-03-02T00:00:00', last: '2026-03-02T00:00:00' },
      { first: '2027-02-05T00:00:00', last: '2027-02-05T00:00:00' },
    ]);
    expect(await periods(timescale)).toEqual(await periods(plain));
    expect(await refreshPeriods(timescale)).toBe(3);
    expect(await periods(timescale)).toEqual(await periods(plain));
  });

  test('a note outlives a refresh that failed, and what is not committed is not noted', async () => {
    await post([[5, 7]]);
    const gone = loopStore(timescale).transact(async (tx) => {
      await tx.write({ ...noChanges(noon(1)), observations: [observationOf(90, 1, { id: 'gone' })] });
      throw new Error('not this time');
    });
    await expect(gone).rejects.toThrow('not this time');
    await timescale.pool.query('alter materialized view figure_by_month_kept rename to hidden');
    await expect(refreshPeriods(timescale)).rejects.toThrow('figure_by_month_kept');
    await timescale.pool.query('alter materialized view hidden rename to figure_by_month_kept');
    expect(await notes()).toEqual([{ first: '2026-01-06T00:00:00', last: '2026-01-06T00:00:00' }]);
    expect(await periods(timescale)).toEqual(await periods(plain));
    expect(await refreshPeriods(timescale)).toBe(1);
  });

  test('figures that somebody deletes are gone from the sums', async () => {
    for (const { pool } of [plain, timescale]) await pool.query("delete from figure where period = '2026-02-01'");
    expect(await periods(timescale)).toEqual(await periods(plain));
    await refreshPeriods(timescale);
    expect(await periods(timescale)).toEqual(await periods(plain));
  });

  test('whatever is posted and whenever the sums are refreshed: both databases answer alike', async () => {
    const figure = fc.tuple(fc.integer({ min: -400, max: 800 }), fc.integer({ min: -99, max: 99 }), fc.boolean());
    const step = fc.record({
      figures: fc.uniqueArray(figure, { maxLength: 6, selector: ([n]) => dayName(n) }),
      refresh: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
        for (const { figures, refresh } of steps) {
          await post(figures);
          expect(await periods(timescale)).toEqual(await periods(plain));
          if (refresh) await refreshPeriods(timescale);
        }
        expect(await periods(timescale)).toEqual(await periods(plain));
      }),
      { numRuns: 12 },
    );
  });
});
