import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Database, readAlert, readAlerts, readRefused } from '#libs/adapters-postgres';
import { dayName, type Rig, startRig } from './loop-rig.js';
import { all, noon } from './store-rows.js';

const wave = (n: number) => 100 + ((n * 7) % 5) - 2;

/** The loop from figures to climbing alerts, with restarts and corrections. */
export function loops(database: () => Database): void {
  let rig: Rig;
  const restart = async () => {
    const { now } = rig;
    await rig.close();
    rig = await startRig(database(), now);
  };
  beforeEach(async () => {
    rig = await startRig(database(), noon(0));
  });
  afterEach(() => rig.close());

  const both = async (days: number, value = wave) => {
    for (let n = 0; n < days; n += 1) {
      rig.now = noon(n);
      await rig.post([
        ['a.output', dayName(n), value(n)],
        ['b.output', dayName(n), wave(n)],
      ]);
    }
  };

  test('a figure is kept by its local day, rolled up twice, and assessed', async () => {
    await both(12);
    await restart();
    rig.now = noon(12);
    await rig.post([['a.output', dayName(12), 101]]);
    const [first] = await rig.series('a.output', all);
    expect(first).toMatchObject({ period: '2026-01-01', starts: '2026-01-01T00:00:00', value: 98, revision: 1 });
    expect(await rig.latest('a.output')).toMatchObject({
      period: dayName(12),
      assessment: { forecast: { mean: expect.any(Number) } },
    });
    expect(await rig.latest('works.output')).toMatchObject({
      period: dayName(12),
      value: 101,
      coverage: 0.5,
      settled: false,
      assessment: null,
    });
    expect((await rig.series('root.output', all))[11]).toMatchObject({
      value: wave(11) * 2,
      coverage: 1,
      settled: true,
    });
  });

  test('what is still missing when its time is up is settled as it is, and revised later', async () => {
    await both(12);
    rig.now = noon(12);
    await rig.post([['a.output', dayName(12), 101]]);
    rig.now = noon(15);
    await rig.settle();
    expect(await rig.latest('works.output')).toMatchObject({ value: 101, settled: true, coverage: 0.5 });
    await rig.post([['b.output', dayName(12), 99]]);
    expect(await rig.latest('works.output')).toMatchObject({ value: 200, settled: true, coverage: 1 });
  });

  test('a correction is a new revision, and what was known before can still be read', async () => {
    await both(14);
    const before = rig.now;
    rig.now = noon(15);
    await rig.post([['a.output', dayName(3), 250, 'a-correction']]);
    const now = await rig.series('a.output', all);
    const then = await rig.series('a.output', { ...all, asKnownAt: before });
    expect(now[3]).toMatchObject({ value: 250, revision: 2 });
    expect(then[3]).toMatchObject({ value: wave(3), revision: 1 });
    expect(now[13]?.assessment).not.toEqual(then[13]?.assessment);
    expect((await rig.series('root.output', all))[3]).toMatchObject({ value: 250 + wave(3) });
  });

  test('late figures end where the right order ends', async () => {
    const order = [0, 1, 2, 3, 9, 8, 7, 6, 5, 4, 12, 11, 10, 13];
    rig.now = noon(14);
    for (const n of order) await rig.post([['b.output', dayName(n), wave(n)]]);
    const late = await rig.series('b.output', all);
    await rig.post(order.toSorted((x, y) => x - y).map((n) => ['a.output', dayName(n), wave(n)] as const));
    const straight = await rig.series('a.output', all);
    expect(late.map(({ assessment }) => assessment)).toEqual(straight.map(({ assessment }) => assessment));
  });

  test('an id that comes again is ignored, and refused with other content', async () => {
    rig.now = noon(3);
    await rig.post([['a.output', dayName(0), 5, 'same']]);
    await rig.post([['a.output', dayName(0), 5, 'same']]);
    await rig.post([['a.output', dayName(1), 6, 'same']]);
    await rig.post([['nowhere.output', dayName(1), 6]]);
    expect(await rig.series('a.output', all)).toHaveLength(1);
    expect((await readRefused(database().pool, 10)).counts).toEqual({ 'id-reused': 1, 'indicator-unknown': 1 });
  });

  test('a fall becomes an alert that climbs level by level, across restarts, and is withdrawn by a correction', async () => {
    await both(20, (n) => (n < 18 ? wave(n) : 40));
    const open = () =>
      readAlerts(database().pool, { units: ['a'], indicator: 'a.output', states: ['open'], limit: 10 });
    const [alert] = await open();
    expect(alert).toMatchObject({ sign: 'pain', level: 1, path: [{ unit: 'a' }, { unit: 'works' }, { unit: 'root' }] });
    // Its day was up at noon of the 19th, when the next figure came.
    for (const day of [21, 22, 30]) {
      await restart();
      rig.now = noon(day);
      await rig.settle();
      await rig.settle();
    }
    const { timeline } = (await readAlert(database().pool, alert?.id ?? '')) ?? { timeline: [] };
    expect(timeline.map(({ sequence }) => sequence)).toEqual(timeline.map((_, index) => index + 1));
    expect(timeline.filter(({ happening }) => happening.kind === 'climbed').map(({ at }) => at)).toEqual([
      noon(19),
      noon(21),
    ]);
    await rig.post([
      ['a.output', dayName(18), wave(18), 'mended-18'],
      ['a.output', dayName(19), wave(19), 'mended-19'],
    ]);
    // What the works had asked of the team is withdrawn with the alert of the works.
    await rig.settle();
    expect(await open()).toEqual([]);
    expect((await readAlert(database().pool, alert?.id ?? ''))?.alert).toMatchObject({ state: 'withdrawn' });
  });
}
