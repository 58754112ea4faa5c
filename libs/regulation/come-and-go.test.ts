import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Alert } from '#libs/contracts';
import { OrganisationDocument } from '#libs/contracts';
import { organise } from '#libs/organisation';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, posted, works } from './testing/works.js';

/** Falls of so many days' length, each so many days after the one before. */
const comingAndGoing =
  ({ from = 30, every, length = 1, until = 999, size = 20 }: Record<string, number> & { every: number }) =>
  (n: number) =>
    calm(n) - (n >= from && n < until && (n - from) % every < length ? size : 0);
const series = (days: number, value: (n: number) => number) => Array.from({ length: days }, (_, n) => value(n));

async function after(days: number, value: (n: number) => number) {
  const store = new MemoryStore(works());
  const line = lineInto(store);
  await line.days(0, series(days, value));
  return { store, line };
}

const pains = (store: MemoryStore) =>
  [...store.alerts.values()].filter(({ alert }) => alert.sign === 'pain').toSorted((a, b) => a.onset - b.onset);
const told = (store: MemoryStore) => pains(store).map(({ alert: { again, state } }) => [again?.times ?? 1, state]);

describe('a series that comes and goes', () => {
  it.each([4, 6, 9, 14, 25])('each %d days opens no fifth alert: the fourth stays open', async (every) => {
    const { store } = await after(30 + 8 * every, comingAndGoing({ every }));
    const last = pains(store).at(-1)?.alert;
    expect(pains(store).length).toBeLessThanOrEqual(4);
    expect(last?.state).toBe('open');
    expect(last?.again?.times).toBeGreaterThanOrEqual(3);
  });

  it('names the alerts before it, and how long it is to be back', async () => {
    const { store } = await after(30 + 5 * 14, comingAndGoing({ every: 14 }));
    const ids = pains(store).map(({ alert }) => alert.id);
    expect(pains(store)[2]?.alert.again).toEqual({ times: 3, earlier: ids.slice(0, 2), figures: 8 });
    expect(pains(store)[3]?.alert.again).toEqual({ times: 4, earlier: ids.slice(0, 3), figures: 32 });
  });

  it('recovers once it has been back for as long, and then is a new matter', async () => {
    const falls = (n: number) => comingAndGoing({ every: 14, until: 80 })(n) - (n >= 115 ? 20 : 0);
    const { store, line } = await after(103, falls);
    expect(told(store)).toEqual([
      [1, 'recovered'],
      [2, 'recovered'],
      [3, 'recovered'],
      [4, 'open'],
    ]);
    await line.days(103, [103, 104, 105, 106].map(falls));
    expect(told(store).at(-1)).toEqual([4, 'recovered']);
    await line.days(
      107,
      series(20, (n) => falls(107 + n)),
    );
    expect(told(store).at(-1)).toEqual([1, 'open']);
  });

  it('that comes back after long is new each time', async () => {
    const { store } = await after(200, comingAndGoing({ every: 45 }));
    expect(told(store).every(([times]) => times === 1)).toBe(true);
  });

  it('keeps its clock and its path: what comes and goes climbs like any other', async () => {
    const { store } = await after(59, comingAndGoing({ every: 14 }));
    const [first, , third] = pains(store).map(({ alert }) => alert);
    expect(third?.path).toEqual(first?.path);
    expect(third?.again?.times).toBe(3);
    expect(third?.climbsAt).toBe('2026-03-01T07:00:00.000Z');
  });

  it('is not counted where somebody has resolved it', async () => {
    const { store, line } = await after(46, comingAndGoing({ every: 14 }));
    const second = pains(store)[1];
    if (!second) throw new Error('a second alert');
    const resolved: Alert = { ...second.alert, state: 'resolved', goneIn: null, closedAt: endOf(46), climbsAt: null };
    store.alerts.set(resolved.id, { ...second, alert: resolved });
    await line.days(
      46,
      series(14, (n) => comingAndGoing({ every: 14 })(46 + n)),
    );
    expect(told(store).at(-1)?.[0]).toBe(1);
  });
});

/** The works with so long an agreement that nothing is a past deviation. */
const patient = organise(
  1,
  OrganisationDocument.parse({
    ...works().document,
    agreements: [{ unit: 'left-team', dealWithin: 'P900D' }],
  }),
);

const story = fc.record({
  every: fc.integer({ min: 2, max: 28 }),
  length: fc.integer({ min: 1, max: 4 }),
  size: fc.integer({ min: 10, max: 40 }),
  batches: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
});

/** The alerts of a series that comes in batches of these sizes, each taken long after, with or without kept places. */
async function inBatches(values: readonly number[], batches: readonly number[], kept: boolean) {
  const store = new MemoryStore(patient);
  const places = new Map();
  const line = lineInto(store, places);
  for (let from = 0, turn = 0; from < values.length; turn += 1) {
    const size = batches[turn % batches.length] ?? 1;
    await line.post(
      endOf(values.length),
      values.slice(from, from + size).map((value, n) => posted(from + n, value)),
    );
    if (!kept) places.clear();
    from += size;
  }
  return pains(store).map(({ alert: { id, state, again, goneIn } }) => ({ id, state, again, goneIn }));
}

describe('whatever comes and goes, and however it arrives', () => {
  it('no chain is longer than four alerts, and the batches in which it comes change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ batches, ...falls }) => {
        const values = series(130, comingAndGoing(falls));
        const oneByOne = await inBatches(values, [1], true);
        for (const { again } of oneByOne) expect(again?.times ?? 1).toBeLessThanOrEqual(4);
        expect(await inBatches(values, batches, true)).toEqual(oneByOne);
        expect(await inBatches(values, batches, false)).toEqual(oneByOne);
      }),
      { numRuns: 15 },
    );
  });
});
