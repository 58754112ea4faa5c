import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runFilter } from './run-filter.js';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, figure, posted, works } from './testing/works.js';

const days = 80;
const organisation = works();

/** A figure as somebody posts it: the last one of a day holds. */
interface Post {
  day: number;
  value: number;
}

/** A series with a fall or a rise somewhere, days left out, wrong figures posted before the right ones, all in any order. */
const history = fc
  .record({
    from: fc.integer({ min: 0, max: days }),
    size: fc.integer({ min: -30, max: 30 }),
    missing: fc.array(fc.nat({ max: days - 1 }), { maxLength: 6 }),
    wrong: fc.array(fc.record({ day: fc.nat({ max: days - 1 }), value: fc.integer({ min: 0, max: 200 }) }), {
      maxLength: 8,
    }),
    order: fc.array(fc.nat(), { minLength: days + 8, maxLength: days + 8 }),
    sorted: fc.boolean(),
    batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
  })
  .map(({ from, size, missing, wrong, order, sorted, batches }) => {
    const all = Array.from({ length: days }, (_, day): Post => ({ day, value: calm(day) + (day >= from ? size : 0) }));
    const posts = [...wrong, ...all].filter(({ day }) => !missing.includes(day));
    const place = (index: number) => order[index] ?? 0;
    const shuffled = posts.map((_, index) => index).toSorted((a, b) => place(a) - place(b));
    return { posts: sorted ? posts : shuffled.flatMap((index) => posts[index] ?? []), batches };
  });

/** What the filter says in one run over the figures that hold in the end, in the order of their periods. */
function inOrder(posts: readonly Post[]) {
  const indicator = organisation.indicator('left');
  if (!indicator) throw new Error('an indicator');
  const last = new Map(posts.map(({ day, value }) => [day, value]));
  const figures = [...last].toSorted(([a], [b]) => a - b).map(([day, value]) => figure('left', day, value));
  return runFilter(indicator, { zone: 'Europe/Berlin' }, null, figures).rows.map(
    ({ figure: { period }, assessment }) => [period, assessment],
  );
}

/** What is stored when they come batch by batch, with or without snapshots, and with or without kept places. */
async function asTheyCome(
  posts: readonly Post[],
  batches: readonly number[],
  how: { snapshots: boolean; kept: boolean },
) {
  const store = new MemoryStore(organisation, how.snapshots);
  const places = new Map();
  const line = lineInto(store, places);
  for (let from = 0, turn = 0; from < posts.length; turn += 1) {
    const size = batches[turn % batches.length] ?? 1;
    const batch = posts.slice(from, from + size);
    await line.post(
      endOf(days),
      batch.map(({ day, value }, index) => posted(day, value, { id: `p${from + index}` })),
    );
    if (!how.kept) places.clear();
    from += size;
  }
  const rows = [...store.assessments.values()].toSorted((a, b) => a.ordinal - b.ordinal);
  return rows.map(({ indicator: _i, period, ordinal: _o, starts: _s, sequence: _q, knownFrom: _k, ...assessment }) => [
    period,
    assessment,
  ]);
}

describe('figures in any order, with corrections, batch by batch', () => {
  it.each([
    { snapshots: true, kept: true },
    { snapshots: true, kept: false },
    { snapshots: false, kept: true },
    { snapshots: false, kept: false },
  ])('come to what the right order would have given: %o', async (how) => {
    await fc.assert(
      fc.asyncProperty(history, async ({ posts, batches }) => {
        expect(await asTheyCome(posts, batches, how)).toEqual(inOrder(posts));
      }),
      { numRuns: 25 },
    );
  });
});
