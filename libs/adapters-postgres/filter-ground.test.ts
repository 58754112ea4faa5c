import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { memoryDatabase } from '../../test/kit/databases.js';
import { type Database, loopStore } from './index.js';

let database: Database;
beforeAll(async () => {
  database = await memoryDatabase();
  await database.pool.query(
    `insert into filter_snapshot (indicator, ordinal, first, filter, state)
     values ('a', 2, 1, 'calm', 's2'), ('a', 4, 1, 'bold', 's4'), ('b', 3, 1, 'calm', 's3')`,
  );
  await database.pool.query(
    `insert into figure (indicator, period, ordinal, starts, revision, value, comparable, coverage, settled)
     select i, 'p' || n, n, timestamp '2026-01-01' + n * interval '1 day', 1, n, n, 1, n <> 5
     from unnest(array['a', 'b']) i, generate_series(1, 6) n`,
  );
});
afterAll(() => database.close());

async function ground(indicator: string, ordinal: number, filter: string | null) {
  const found = await loopStore(database).transact((tx) => tx.filterGround([{ indicator, ordinal, filter }]));
  const { snapshot, tail } = found.get(indicator) ?? { snapshot: null, tail: [] };
  return [snapshot?.state ?? null, tail.map((figure) => figure.ordinal)];
}

describe('the ground of a filter', () => {
  it.each([
    ['the newest snapshot of its own, and the settled figures after it', 6, 'calm', ['s2', [3, 4, 6]]],
    ['that of other settings, under them', 6, 'bold', ['s4', [6]]],
    ['none that lies at the change or after it', 2, 'calm', [null, [1, 2, 3, 4, 6]]],
    ['all figures under settings that are new', 6, 'new', [null, [1, 2, 3, 4, 6]]],
    ['all figures where no snapshot is wanted', 6, null, [null, [1, 2, 3, 4, 6]]],
  ])('is %s', async (_, ordinal, filter, expected) => {
    expect(await ground('a', ordinal, filter)).toEqual(expected);
  });

  it('is found for several indicators at once, each under its own filter', async () => {
    const found = await loopStore(database).transact((tx) =>
      tx.filterGround([
        { indicator: 'a', ordinal: 6, filter: 'bold' },
        { indicator: 'b', ordinal: 6, filter: 'calm' },
      ]),
    );
    expect([found.get('a')?.snapshot?.state, found.get('b')?.snapshot?.state]).toEqual(['s4', 's3']);
  });
});
