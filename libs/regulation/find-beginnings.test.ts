import { describe, expect, it } from '@jest/globals';
import type { Figure, Indicator } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { findBeginnings } from './find-beginnings.js';
import { lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, dayOfYear, figure, works } from './testing/works.js';
import type { PlaceCache } from './regulate.js';

const days = 72;
const values = Array.from({ length: days }, (_, n) => calm(n));

async function filled(organisation: Organisation, keepsSnapshots = true) {
  const store = new MemoryStore(organisation, keepsSnapshots);
  await lineInto(store).days(0, values);
  return store;
}

function beginningOf(store: MemoryStore, organisation: Organisation, touched: Figure[]) {
  return store.transact(async (tx) => {
    const figures = new Map([['left', new Map(touched.map((found) => [found.ordinal, found]))]]);
    return (await findBeginnings(tx, organisation, { touched: figures, again: new Map() }, () => null)).get('left');
  });
}

describe('where a filter begins', () => {
  it('is the newest snapshot before the change, with the figures after it', async () => {
    const organisation = works();
    const beginning = await beginningOf(await filled(organisation), organisation, [figure('left', 68, 5)]);
    expect(beginning?.place?.ordinal).toBe(dayOfYear(63).ordinal);
    expect(beginning?.tail).toHaveLength(8);
  });

  it('is nothing, and all figures, where a snapshot cannot be read', async () => {
    const organisation = works();
    const store = await filled(organisation);
    store.snapshots = store.snapshots.map((snapshot) => ({ ...snapshot, state: '{' }));
    const beginning = await beginningOf(store, organisation, [figure('left', 68, 5)]);
    expect(beginning).toMatchObject({ place: null });
    expect(beginning?.tail).toHaveLength(days);
  });

  it('is not asked for where nothing is settled', async () => {
    const organisation = works();
    const store = await filled(organisation);
    const asked = store.grounds.length;
    const open = figure('left', 68, 5, { settled: false });
    expect(await beginningOf(store, organisation, [open])).toEqual({ place: null, tail: null });
    expect(store.grounds).toHaveLength(asked);
  });
});

describe('new settings of an indicator', () => {
  const settings: [string, { left?: Partial<Indicator>; all?: object }][] = [
    ['scale', { left: { scale: 'positive' } }],
    ['good', { left: { good: 'less' } }],
    ['sensitivity', { left: { sensitivity: 'sensitive' } }],
  ];

  it.each(settings)(
    '(%s) run the filter anew over all figures, from snapshots and from kept places',
    async (_, more) => {
      const [before, after] = [works(), works(more)];
      const kept: PlaceCache = new Map();
      const warm = new MemoryStore(before);
      await lineInto(warm, kept).days(0, values);
      const cold = await filled(before);
      const anew = await filled(after);
      for (const [store, places] of [
        [warm, kept],
        [cold, new Map()],
        [anew, new Map()],
      ] as const) {
        store.organisation = after;
        await lineInto(store, places).days(days, [calm(days) - 20]);
      }
      const last = `left ${dayOfYear(days).name}`;
      const expected = { ...anew.assessments.get(last), sequence: days + 1 };
      expect(warm.assessments.get(last)).toEqual(expected);
      expect(cold.assessments.get(last)).toEqual(expected);
      expect(warm.snapshots.filter(({ filter }) => filter === anew.snapshots[0]?.filter)).toHaveLength(1);
    },
  );
});
