import { describe, expect, it } from '@jest/globals';
import { topics } from '#libs/contracts';
import { PartitionStopped } from './bus.js';
import { regulateBatches } from './loop.js';
import type { PlaceCache } from './regulate.js';
import { Conflict } from './store.js';
import { endOf } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { batchOf, calm, dayOfYear, posted, recordsOf, works } from './testing/works.js';

const days = (length: number) => Array.from({ length }, (_, n) => posted(n, calm(n)));
const one = '11111111-1111-4111-8111-111111111111';
const two = '22222222-2222-4222-8222-222222222222';

function loop({ most = 500, at = null as number | null } = {}) {
  const store = new MemoryStore(works());
  if (at !== null) store.positions.set('bus/synco.observations/0', at);
  const places: PlaceCache = new Map();
  const commits: object[] = [];
  const committed = (done: object) => void commits.push(done);
  const handler = regulateBatches({ store, now: () => endOf(90), places, most, committed });
  return { store, places, commits, handler, values: () => [...(store.figures.get('left')?.values() ?? [])].length };
}

describe('a batch', () => {
  it('is committed with the position, and told', async () => {
    const { store, handler, commits, values } = loop();
    expect(await handler(batchOf(recordsOf(days(3))))).toEqual({ next: 3 });
    expect(store.positions.get('bus/synco.observations/0')).toBe(3);
    expect(values()).toBe(3);
    expect(commits).toMatchObject([{ topic: topics.observations, records: 3, alerts: 0, refused: 0 }]);
  });

  it('leaves out the records below the stored position', async () => {
    const { store, handler } = loop({ at: 2 });
    expect(await handler(batchOf(recordsOf(days(4))))).toEqual({ next: 4 });
    expect(store.written.flatMap(({ observations }) => observations.map(({ id }) => id))).toEqual(['left-2', 'left-3']);
  });

  it('that was taken before is not taken again, and answers where to go on', async () => {
    const { handler, commits } = loop({ at: 4 });
    expect(await handler(batchOf(recordsOf(days(4)), { logEnd: 9 }))).toEqual({ next: 4 });
    expect(commits).toEqual([]);
  });

  it('stops the partition where the position lies before the log', async () => {
    const { handler, store } = loop({ at: 2 });
    const batch = batchOf(recordsOf(days(2), 10), { logStart: 5, logEnd: 20 });
    await expect(handler(batch)).rejects.toThrow(
      /holds offsets 5 to 20, but 2 is to be read next: the log has lost records/,
    );
    expect(store.written).toEqual([]);
  });

  it('whose end another has moved beyond meanwhile is left to whoever reads the log, with the position that there is', async () => {
    const { handler, store } = loop({ at: 30 });
    expect(await handler(batchOf(recordsOf(days(2), 10), { logEnd: 20 }))).toEqual({ next: 30 });
    expect(store.written).toEqual([]);
  });

  it('stops the partition where the log begins with another record than when it was read, however far it has grown', async () => {
    const { handler, store, values } = loop();
    const log = (stamp: string, length: number, logStart = 0) => {
      const records = recordsOf(days(length), logStart).map((record) => ({
        ...record,
        stamp: `${stamp} ${record.offset}`,
      }));
      return batchOf(records, { logStart });
    };
    await handler(log('old', 3));
    expect(await handler(log('old', 4))).toEqual({ next: 4 });
    await expect(handler(log('new', 9))).rejects.toThrow(/begins with another record.*delete its row/);
    expect([values(), store.positions.get('bus/synco.observations/0')]).toEqual([4, 4]);
    expect(await handler(log('old', 4, 2))).toEqual({ next: 6 });
    await expect(handler(log('old', 9))).rejects.toThrow(PartitionStopped);
    await expect(handler(log('new', 9, 2))).rejects.toThrow(PartitionStopped);
  });

  it('begins where the log does when it has never been read', async () => {
    const { handler } = loop();
    expect(await handler(batchOf(recordsOf(days(2), 7), { logStart: 7 }))).toEqual({ next: 9 });
  });

  it('that begins further on is asked for once from the hole, and then taken', async () => {
    const { handler, values } = loop({ at: 2 });
    const batch = batchOf(recordsOf(days(2), 5));
    expect(await handler(batch)).toEqual({ next: 2 });
    expect(values()).toBe(0);
    expect(await handler(batch)).toEqual({ next: 7 });
    expect(values()).toBe(2);
  });

  it('is cut at the most that a transaction takes', async () => {
    const { handler } = loop({ most: 2 });
    const batch = batchOf(recordsOf(days(5)));
    expect(await handler(batch)).toEqual({ next: 2 });
    expect(await handler(batch)).toEqual({ next: 4 });
    expect(await handler(batch)).toEqual({ next: 5 });
  });

  it('moves on past what cannot be read or is not allowed', async () => {
    const { store, handler, commits } = loop();
    const [good] = recordsOf([posted(0, 1)], 2);
    const bad = [
      { offset: 0, key: null, id: null, value: null },
      { offset: 1, key: null, id: 'x', value: '{"replay":' },
    ];
    expect(await handler(batchOf(good ? [...bad, good] : bad))).toEqual({ next: 3 });
    expect(store.written.flatMap(({ refused }) => refused.map(({ offset, code }) => [offset, code]))).toEqual([
      [0, 'message-malformed'],
      [1, 'message-malformed'],
    ]);
    expect(commits).toMatchObject([{ records: 3, refused: 2 }]);
  });

  it('of requests to roll up moves on past those that cannot be read or mean nothing', async () => {
    const { store, handler } = loop();
    const asked = [{ wrong: true }, { id: 'r', indicator: 'gone', period: '2026-01-01', settle: false }];
    expect(await handler(batchOf(recordsOf(asked), { topic: topics.rollUps }))).toEqual({ next: 2 });
    expect(store.written.flatMap(({ refused }) => refused)).toMatchObject([{ offset: 0, topic: topics.rollUps }]);
  });
});

describe('a lost race', () => {
  it('is decided again, with nothing that was kept', async () => {
    const { store, handler, places, values } = loop();
    await handler(batchOf(recordsOf(days(12))));
    expect(places.size).toBe(1);
    const asked = store.grounds.length;
    store.conflicts = 2;
    expect(await handler(batchOf(recordsOf([posted(12, 1)], 12)))).toEqual({ next: 13 });
    expect(store.grounds.length).toBeGreaterThan(asked);
    expect(values()).toBe(13);
    expect(store.heads.get('left')).toBe(2);
  });

  it('is given back after five', async () => {
    const { store, handler } = loop();
    store.conflicts = 5;
    await expect(handler(batchOf(recordsOf(days(1))))).rejects.toThrow(Conflict);
    expect(store.written).toEqual([]);
  });
});

describe('a replay', () => {
  it('is a chunk of its own, at its own time', async () => {
    const { store, handler } = loop();
    store.replays.set(one, { now: endOf(3), over: false });
    store.replays.set(two, { now: endOf(4), over: false });
    const batch = batchOf(recordsOf([posted(0, 1), posted(1, 1, { replay: one }), posted(2, 1, { replay: two })]));
    for (const next of [1, 2, 3]) expect(await handler(batch)).toEqual({ next });
    expect(store.written.map(({ now, replay }) => [now, replay?.id])).toEqual([
      [endOf(90), undefined],
      [endOf(3), one],
      [endOf(4), two],
    ]);
    expect(store.written.flatMap(({ observations }) => observations.map(({ replayed }) => replayed))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('marks what it asks for above, and refuses a day that its time has not reached', async () => {
    const { store, handler } = loop();
    store.replays.set(one, { now: endOf(3), over: false });
    await handler(batchOf(recordsOf([posted(1, 1, { replay: one }), posted(9, 1, { replay: one })])));
    const [changes] = store.written;
    expect(changes?.outgoing.map(({ value }) => JSON.parse(value))).toMatchObject([
      { indicator: 'all', period: dayOfYear(1).name, replay: one },
    ]);
    expect(changes?.refused).toMatchObject([{ code: 'period-in-future' }]);
    expect(changes?.replay).toMatchObject({ id: one, landed: ['left-1', 'left-9'], done: 2, refused: 1 });
  });

  it.each([
    ['is over', { now: endOf(3), over: true }],
    ['was never opened', undefined],
  ])('that %s takes nothing more', async (_, replay) => {
    const { store, handler, values } = loop();
    if (replay) store.replays.set(one, replay);
    expect(await handler(batchOf(recordsOf([posted(1, 1, { replay: one })])))).toEqual({ next: 1 });
    expect(values()).toBe(0);
    expect(store.written[0]?.refused).toMatchObject([{ code: 'message-too-old' }]);
  });
});
