import { beforeEach, expect, test } from '@jest/globals';
import { type Database, loopStore, readLatest, readSeries } from '#libs/adapters-postgres';
import { noChanges } from '#libs/regulation';
import { all, assessmentOf, noon, observationOf } from './store-rows.js';

/** What readers are told of a series: as it is known now, and as it was known then. */
export function reads(database: () => Database): void {
  const series = (span: Parameters<typeof readSeries>[2]) => readSeries(database().pool, 'x', span);
  beforeEach(() =>
    loopStore(database()).transact(async (tx) => {
      const late = observationOf(2, 6, { revision: 2, value: 20 });
      const provisional = observationOf(5, 5, { settled: false, coverage: 0.5 });
      await tx.write({
        ...noChanges(noon(6)),
        observations: [...[1, 2, 3, 4].map((n) => observationOf(n, n)), provisional, late],
        assessments: [
          ...[1, 2, 3, 4].map((n) => assessmentOf(n, n, n)),
          ...[2, 3, 4].map((n) => assessmentOf(n, 6, 6)),
        ],
      });
    }),
  );

  test('a series as it is known now: the newest revision of each period, with what was last said of it', async () => {
    const now = await series(all);
    expect(now.map(({ ordinal, value, revision }) => [ordinal, value, revision])).toEqual([
      [1, 1, 1],
      [2, 20, 2],
      [3, 3, 1],
      [4, 4, 1],
      [5, 5, 1],
    ]);
    expect(now.map(({ assessment }) => assessment?.level ?? null)).toEqual([1, 6, 6, 6, null]);
    expect(now.map(({ settled }) => settled)).toEqual([true, true, true, true, false]);
    expect((await readLatest(database().pool, ['x', 'nobody'])).map(({ ordinal }) => ordinal)).toEqual([5]);
  });

  test('a series as it was known before a correction and after it', async () => {
    const at = async (day: number) =>
      (await series({ ...all, asKnownAt: noon(day) })).map(({ value, assessment }) => [
        value,
        assessment?.level ?? null,
      ]);
    expect(await at(0)).toEqual([]);
    const before = [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ];
    expect(await at(4)).toEqual(before);
    expect(await at(5)).toEqual([...before, [5, null]]);
    expect(await at(6)).toEqual((await series(all)).map(({ value, assessment }) => [value, assessment?.level ?? null]));
  });

  test('a part of it: from a day on, up to a day, the newest so many', async () => {
    const ordinals = async (span: Parameters<typeof readSeries>[2]) =>
      (await series(span)).map(({ ordinal }) => ordinal);
    expect(await ordinals({ ...all, from: '2026-01-04' })).toEqual([3, 4, 5]);
    expect(await ordinals({ ...all, to: '2026-01-04' })).toEqual([1, 2]);
    expect(await ordinals({ ...all, from: '2026-01-03', to: '2026-01-05' })).toEqual([2, 3]);
    expect(await ordinals({ ...all, from: '2026-01-03', asKnownAt: noon(3) })).toEqual([2, 3]);
    expect(await ordinals({ limit: 2 })).toEqual([4, 5]);
  });

  test('starts as local time without zone, instants in UTC, and whole numbers as numbers', async () => {
    const [first] = await series(all);
    expect(first).toMatchObject({ starts: '2026-01-02T00:00:00', knownFrom: noon(1), ordinal: 1 });
    const raw = await database().pool.query('select to_char(starts, $1) as starts, ordinal from figure order by 1', [
      'YYYY-MM-DD"T"HH24:MI:SS',
    ]);
    expect(raw.rows[0]).toEqual({ starts: '2026-01-02T00:00:00', ordinal: 1 });
  });
}
