import { describe, expect, it } from '@jest/globals';
import { lineInto, endOf } from './testing/line.js';
import type { Alert } from '#libs/contracts';
import { MemoryStore } from './testing/memory-store.js';
import { calm, dayOfYear, posted, works } from './testing/works.js';

const fallsBy =
  (size: number, from: number, until = 99) =>
  (n: number) =>
    calm(n) - (n >= from && n < until ? size : 0);
const series = (length: number, value: (n: number) => number) => Array.from({ length }, (_, n) => value(n));

/** What became of the alerts of `left` after so many days. */
async function after(length: number, value: (n: number) => number) {
  const store = new MemoryStore(works());
  const line = lineInto(store);
  await line.days(0, series(length, value));
  return { store, line };
}

const pains = (store: MemoryStore) =>
  [...store.alerts.values()].map(({ alert }) => alert).filter(({ sign }) => sign === 'pain');
const clocksIn = (store: MemoryStore) =>
  [...store.timers.values()].filter(({ kind }) => kind !== 'group' && kind !== 'ask');
const deviationOf = (alert: Alert | undefined) => (alert?.about.kind === 'deviation' ? alert.about.deviation : null);
const happened = (store: MemoryStore, id: string) =>
  store.written.flatMap(({ alerts }) =>
    alerts
      .filter(({ alert }) => alert.id === id)
      .flatMap(({ events }) => events.map(({ happening }) => happening.kind)),
  );

describe('a fall', () => {
  it('opens one alert: with its path and its clock, heard by the unit only, and a climb to come', async () => {
    const { store } = await after(31, fallsBy(20, 30));
    const [alert] = pains(store);
    expect(pains(store)).toHaveLength(1);
    expect(alert).toMatchObject({
      indicator: 'left',
      state: 'open',
      openedAt: endOf(30),
      climbsAt: '2026-02-01T07:00:00.000Z',
      path: [
        { unit: 'left-team', minutes: 480 },
        { unit: 'works', minutes: 1440 },
      ],
      about: { kind: 'deviation', deviation: { onset: '2026-01-31', direction: 'down' } },
    });
    expect(store.timers.get(`climb ${alert?.id}`)).toMatchObject({ dueAt: alert?.climbsAt });
    const heard = store.written.flatMap(({ outgoing }) => outgoing).filter(({ topic }) => topic === 'synco.dispatches');
    expect(heard.map(({ key }) => key)).toEqual(['left-team']);
  });

  it('opens nothing in calm days', async () => {
    expect((await after(60, calm)).store.alerts.size).toBe(0);
  });

  it('is followed by its alert as the filter grows surer, and stays open at the new level', async () => {
    const { store } = await after(60, fallsBy(20, 30));
    expect(pains(store)).toHaveLength(1);
    expect(pains(store)[0]).toMatchObject({ state: 'open' });
    expect(happened(store, pains(store)[0]?.id ?? '')).toContain('revised');
  });

  it('that goes on joins the open alert, which keeps its onset and the level to come back to', async () => {
    const { store } = await after(44, (n) => fallsBy(20, 30)(n) - (n >= 40 ? 20 : 0));
    const [alert] = pains(store);
    expect(pains(store)).toHaveLength(1);
    expect(alert).toMatchObject({ about: { deviation: { onset: '2026-01-31' } } });
    expect(deviationOf(alert)?.levelBefore).toBeCloseTo(100, 0);
  });

  it('that is over closes its alert two periods after', async () => {
    const { store } = await after(34, fallsBy(20, 30, 31));
    expect(pains(store)[0]).toMatchObject({ state: 'recovered', climbsAt: null, closedAt: endOf(32) });
    expect(clocksIn(store)).toEqual([]);
  });

  it('is measured by the level before the onset: half the way back closes nothing, the whole way does', async () => {
    const half = await after(60, (n) => fallsBy(20, 30, 40)(n) - (n >= 40 ? 10 : 0));
    expect(pains(half.store)[0]).toMatchObject({ state: 'open' });
    const whole = await after(60, fallsBy(20, 30, 40));
    expect(pains(whole.store)[0]).toMatchObject({ state: 'recovered' });
  });

  it('told long after it was is a past deviation: on the chart, without an alert', async () => {
    const store = new MemoryStore(works());
    const values = series(40, fallsBy(20, 30));
    const all = values.map((value, n) => posted(n, value));
    await lineInto(store).post(endOf(90), all);
    expect([...store.assessments.values()].some(({ deviation }) => deviation !== null)).toBe(true);
    expect(store.alerts.size).toBe(0);
  });

  it.each([
    ['two cadences and the agreed time after its period', '2026-02-03T07:00:00Z', 1],
    ['a second later', '2026-02-03T07:00:01Z', 0],
  ])('told late, %s', async (_, now, alerts) => {
    const store = new MemoryStore(works());
    const line = lineInto(store);
    await line.days(0, series(30, calm));
    await line.post(now, [posted(30, calm(30) - 20)]);
    expect(pains(store)).toHaveLength(alerts);
  });
});

describe('a correction', () => {
  it('that removes the reason withdraws the alert, visibly', async () => {
    const { store, line } = await after(31, fallsBy(20, 30));
    await line.post(endOf(31), [posted(30, calm(30), { id: 'mended' })]);
    expect(pains(store)[0]).toMatchObject({ state: 'withdrawn', closedAt: endOf(31) });
    expect(happened(store, pains(store)[0]?.id ?? '').at(-1)).toBe('withdrawn');
    expect(store.assessments.get(`left ${dayOfYear(30).name}`)?.deviation).toBeNull();
  });

  it('that leaves the reason revises the alert', async () => {
    const { store, line } = await after(31, fallsBy(20, 30));
    await line.post(endOf(31), [posted(30, calm(30) - 30, { id: 'mended' })]);
    expect(pains(store)).toHaveLength(1);
    expect(pains(store)[0]?.state).toBe('open');
    expect(deviationOf(pains(store)[0])?.size).toBeLessThan(-25);
  });

  it('of an earlier day leaves the alert as it is', async () => {
    const { store, line } = await after(31, fallsBy(20, 30));
    await line.post(endOf(31), [posted(20, calm(20) + 0.1, { id: 'mended' })]);
    expect(pains(store)).toMatchObject([{ state: 'open' }]);
  });
});

describe('a rise', () => {
  it('is pleasure where more is good: an alert without a clock', async () => {
    const { store } = await after(40, fallsBy(-20, 30));
    expect([...store.alerts.values()]).toMatchObject([{ alert: { sign: 'pleasure', state: 'open', climbsAt: null } }]);
    expect(clocksIn(store)).toEqual([]);
  });

  it('stands beside an open alert of pain', async () => {
    const { store } = await after(42, (n) => fallsBy(20, 30, 40)(n) + (n >= 40 ? 20 : 0));
    expect([...store.alerts.values()].map(({ alert }) => alert.sign).toSorted()).toEqual(['pain', 'pleasure']);
  });

  it('is pain where less is good', async () => {
    const store = new MemoryStore(works({ left: { good: 'less' } }));
    await lineInto(store).days(0, series(31, fallsBy(-20, 30)));
    expect(pains(store)).toHaveLength(1);
  });
});
