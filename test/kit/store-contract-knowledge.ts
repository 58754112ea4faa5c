import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Database, loopStore, notePending, openReplay } from '#libs/adapters-postgres';
import { advance, type Advanced, raise } from '#libs/alerting';
import { type Changes, Conflict, noChanges, receiptKey, timeIn, type Timer } from '#libs/regulation';
import { assessmentOf, fall, noon, observationOf, receiptOf } from './store-rows.js';

/** What the loop asks before it decides. */
export function knows(database: () => Database): void {
  const transact: ReturnType<typeof loopStore>['transact'] = (work) => loopStore(database()).transact(work);
  const write = (changes: Partial<Changes>) => transact((tx) => tx.write({ ...noChanges(noon(0)), ...changes }));

  describe('the ground of a filter', () => {
    groundOf(database, write);
  });

  test('the newest figure up to an ordinal, for each that is asked', async () => {
    await write({ observations: [1, 3, 5].map((n) => observationOf(n, n)) });
    const keys = [0, 3, 4, 9].map((ordinal) => ({ indicator: 'x', ordinal }));
    const found = await transact((tx) => tx.figuresUpTo([...keys, { indicator: 'y', ordinal: 9 }]));
    const upTo = (key: number) => Math.max(...found.flatMap(({ ordinal }) => (ordinal <= key ? [ordinal] : [])));
    expect(keys.map(({ ordinal }) => upTo(ordinal))).toEqual([-Infinity, 3, 3, 5]);
    expect(found.every(({ indicator }) => indicator === 'x')).toBe(true);
    const [at] = await transact((tx) => tx.figuresAt([observationOf(1, 1), observationOf(2, 2)]));
    expect(at).toEqual(expect.objectContaining({ ordinal: 1, starts: '2026-01-02T00:00:00', revision: 1 }));
  });

  test('what is said by now of the newest figures before an ordinal, the oldest first', async () => {
    await write({
      observations: [1, 2, 3, 4, 5].map((n) => observationOf(n, n, { settled: n !== 4 })),
      assessments: [...[1, 2, 3, 5].map((n) => assessmentOf(n, n, n)), assessmentOf(2, 7, 7)],
    });
    const found = await transact((tx) => tx.saidBefore([{ indicator: 'x', ordinal: 5 }], 2));
    const said = (level: number) => expect.objectContaining({ level: { mean: level, sd: 0.1 }, deviation: null });
    expect([...found]).toEqual([['x', [said(7), said(3)]]]);
    expect((await transact((tx) => tx.saidBefore([], 2))).size).toBe(0);
  });

  test('receipts: pending, then taken with its content, and never taken again', async () => {
    const [waiting, taken] = [observationOf(2, 2), observationOf(1, 1, { note: 'a stop', by: 'Ana' })];
    await notePending(
      database().pool,
      [waiting, taken].map(({ id, indicator, value, postedAt }) => ({ id, indicator, value, postedAt })),
      noon(0),
    );
    await write({ observations: [taken], receipts: [receiptOf(taken)] });
    const known = await transact((tx) =>
      tx.receipts([waiting, taken, { id: 'nobody', indicator: 'x' }, { id: taken.id, indicator: 'y' }]),
    );
    expect([...known.keys()].toSorted()).toEqual([receiptKey(taken), receiptKey(waiting)]);
    expect(known.get(receiptKey(waiting))).toEqual({ state: 'pending', content: null });
    const content = { period: '2026-01-02', value: 1, n: null, note: 'a stop' };
    expect(known.get(receiptKey(taken))).toEqual({ state: 'assessed', content });
    await expect(write({ receipts: [receiptOf(taken)] })).rejects.toThrow(Conflict);
  });

  test('timers: set, moved, cleared, and due by the clock of their own replay', async () => {
    const replay = 'b0a7c9a4-5f0e-4d3b-9d57-0c6f7b0e2a11';
    await openReplay(database().pool, replay, { name: 'history', total: 0 }, noon(0));
    const timer = (subject: string, day: number, of: string | null = null): Timer => {
      return { kind: 'climb', subject, dueAt: noon(day), replay: of };
    };
    const due = (day: number, of: string | null = null, limit = 10) =>
      loopStore(database()).dueTimers(noon(day), of, limit);
    await write({ timers: { set: [timer('b', 2), timer('a', 2), timer('c', 1), timer('r', 1, replay)], clear: [] } });
    expect(await due(0)).toEqual([]);
    expect(await due(2)).toEqual([timer('c', 1), timer('a', 2), timer('b', 2)]);
    expect(await due(2, null, 1)).toEqual([timer('c', 1)]);
    expect(await due(2, replay)).toEqual([timer('r', 1, replay)]);
    await write({ timers: { set: [timer('a', 5), timer('c', 6)], clear: [timer('b', 2), timer('c', 1)] } });
    expect(await due(4)).toEqual([]);
    expect(await due(6)).toEqual([timer('a', 5), timer('c', 6)]);
  });

  test('alerts: those that are open, and those that began at a change or after it', async () => {
    const put = ({ alert, events }: Advanced, onset: number) =>
      write({ alerts: [{ alert, events, reached: ['a'], onset, replay: null }] });
    const raised = raise('x@1', fall, timeIn(null, noon(0)), false);
    await put(raised, 1);
    await put(raise('y@1', { ...fall, indicator: 'y' }, timeIn(null, noon(0)), false), 1);
    const asked = (ordinal: number) => transact((tx) => tx.alertsOf([{ indicator: 'x', ordinal }]));
    expect(await asked(9)).toEqual([{ alert: raised.alert, onset: 1, replay: null }]);
    await put(advance(raised.alert, [{ kind: 'withdrawn', because: 'corrected' }], noon(1)), 1);
    expect((await asked(1)).map(({ alert }) => alert.state)).toEqual(['withdrawn']);
    expect(await asked(2)).toEqual([]);
    expect(await transact((tx) => tx.alert('nobody'))).toBeNull();
  });
}

function groundOf(database: () => Database, write: (changes: Partial<Changes>) => Promise<void>): void {
  beforeEach(() =>
    write({
      snapshots: [
        { indicator: 'x', ordinal: 2, first: 1, filter: 'calm', state: 's2' },
        { indicator: 'x', ordinal: 4, first: 1, filter: 'bold', state: 's4' },
        { indicator: 'y', ordinal: 3, first: 1, filter: 'calm', state: 's3' },
      ],
      observations: ['x', 'y'].flatMap((indicator) =>
        [1, 2, 3, 4, 5, 6].map((n) => observationOf(n, n, { indicator, settled: n !== 5 })),
      ),
    }),
  );
  const ground = async (indicator: string, ordinal: number, filter: string | null) => {
    const found = await loopStore(database()).transact((tx) => tx.filterGround([{ indicator, ordinal, filter }]));
    const { snapshot, tail } = found.get(indicator) ?? { snapshot: null, tail: [] };
    return [snapshot?.state ?? null, tail.map((figure) => figure.ordinal)];
  };

  test.each([
    ['the newest snapshot of its own, and the settled figures after it', 6, 'calm', ['s2', [3, 4, 6]]],
    ['that of other settings, under them', 6, 'bold', ['s4', [6]]],
    ['none that lies at the change or after it', 2, 'calm', [null, [1, 2, 3, 4, 6]]],
    ['all figures under settings that are new', 6, 'new', [null, [1, 2, 3, 4, 6]]],
    ['all figures where no snapshot is wanted', 6, null, [null, [1, 2, 3, 4, 6]]],
  ])('is %s', async (_, ordinal, filter, expected) => {
    expect(await ground('x', ordinal, filter)).toEqual(expected);
  });

  test('is found for several indicators at once, each under its own filter', async () => {
    const found = await loopStore(database()).transact((tx) =>
      tx.filterGround([
        { indicator: 'x', ordinal: 6, filter: 'bold' },
        { indicator: 'y', ordinal: 6, filter: 'calm' },
      ]),
    );
    expect([found.get('x')?.snapshot?.state, found.get('y')?.snapshot?.state]).toEqual(['s4', 's3']);
  });

  test('has lost the snapshots that a correction has made untrue', async () => {
    await write({ staleSnapshots: [{ indicator: 'x', from: 3 }] });
    expect(await ground('x', 6, 'bold')).toEqual([null, [1, 2, 3, 4, 6]]);
    expect(await ground('x', 6, 'calm')).toEqual(['s2', [3, 4, 6]]);
    expect(await ground('y', 6, 'calm')).toEqual(['s3', [4, 6]]);
  });
}
