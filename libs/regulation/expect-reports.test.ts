import { describe, expect, it } from '@jest/globals';
import { type Organisation, organise } from '#libs/organisation';
import { actOnAlert, fireTimers } from './act.js';
import { actOnNotice, declare } from './act-on-notice.js';
import { moveExpectations } from './move-expectations.js';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { dayOfYear, posted, works } from './testing/works.js';

const expected = { grace: 'PT2H', from: '2026-01-01' };
const hour = 3_600_000;
const late = (n: number, minutes = 0) => new Date(Date.parse(endOf(n)) + 2 * hour + minutes * 60_000).toISOString();

/** A works whose left team is to report each day within two hours, from an instant on. */
async function expecting(now: string, left: object = { expected }): Promise<MemoryStore> {
  const store = new MemoryStore(works());
  await say(store, works({ left }), now);
  return store;
}

async function say(store: MemoryStore, after: Organisation, now: string) {
  const before = store.organisation;
  await store.transact((tx) => moveExpectations(tx, { before, after, because: 'calendar-changed' }, now));
  store.organisation = after;
}

const alerts = (store: MemoryStore) => [...store.alerts.values()].map(({ alert }) => alert);
const timers = (store: MemoryStore) =>
  [...store.timers.values()].filter(({ kind }) => kind === 'expect').map(({ subject, dueAt }) => [subject, dueAt]);

describe('expected reports', () => {
  it('are waited for from the moment at which that is said, none before it', async () => {
    const store = await expecting(endOf(3));
    expect(timers(store)).toEqual([['left 2026-01-04', late(3)]]);
    expect(await fireTimers(store, late(3, -1))).toBe(0);
    expect(alerts(store)).toEqual([]);
  });

  it('make nothing where they have come', async () => {
    const store = await expecting(endOf(3));
    await lineInto(store).days(3, [100]);
    await fireTimers(store, late(3));
    expect(alerts(store)).toEqual([]);
    expect(timers(store)).toEqual([['left 2026-01-05', late(4)]]);
  });

  it('make one alert that counts on, becomes missing, and closes when all have come', async () => {
    const store = await expecting(endOf(3));
    const line = lineInto(store);
    await fireTimers(store, late(3));
    expect(alerts(store)).toMatchObject([
      { id: 'left@silence-2026-01-04', state: 'open', sign: 'pain', reach: 1, climbsAt: expect.any(String) },
    ]);
    expect(alerts(store)[0]?.about).toMatchObject({
      kind: 'silence',
      silence: 'late',
      period: '2026-01-04',
      periods: 1,
    });
    await fireTimers(store, late(4));
    expect(alerts(store)).toHaveLength(1);
    expect(alerts(store)[0]?.about).toMatchObject({ silence: 'missing', period: '2026-01-04', periods: 2 });
    await line.post(late(4, 5), [posted(3, 100)]);
    expect(alerts(store)[0]?.about).toMatchObject({ silence: 'late', period: '2026-01-05', periods: 1 });
    await line.post(late(4, 6), [posted(4, 0)]);
    expect(alerts(store)).toMatchObject([{ state: 'recovered', climbsAt: null, closedAt: late(4, 6) }]);
  });

  it('fired twice, or by two at a time, happen once', async () => {
    const store = await expecting(endOf(3));
    const before = [...store.timers.values()];
    store.conflicts = 1;
    await fireTimers(store, late(3));
    for (const timer of before) store.timers.set(`${timer.kind} ${timer.subject}`, timer);
    await fireTimers(store, late(3));
    const events = store.written.flatMap((changes) => changes.alerts.flatMap((row) => row.events));
    expect(events.map(({ happening }) => happening.kind)).toEqual(['raised']);
    expect(timers(store)).toEqual([['left 2026-01-05', late(4)]]);
  });

  it('after a long outage make one alert of all that is missing', async () => {
    const store = await expecting(endOf(3));
    await fireTimers(store, late(12));
    expect(alerts(store)).toHaveLength(1);
    expect(alerts(store)[0]?.about).toMatchObject({ silence: 'missing', period: '2026-01-04', periods: 10 });
    expect(timers(store)).toEqual([['left 2026-01-14', late(13)]]);
  });

  it('climb like any other pain, and what somebody has closed is not raised again', async () => {
    const store = await expecting(endOf(3));
    await fireTimers(store, late(3));
    const climbs = alerts(store)[0]?.climbsAt ?? '';
    await fireTimers(store, climbs);
    expect(alerts(store)).toMatchObject([{ level: 1, reach: 2 }]);
    const resolve = {
      kind: 'resolve',
      by: 'Ana',
      unit: 'left-team',
      cause: 'The meter broke',
      remedy: 'A new one',
    } as const;
    await actOnAlert(store, 'left@silence-2026-01-04', climbs, () => resolve);
    await fireTimers(store, late(4));
    expect(alerts(store)).toMatchObject([{ state: 'resolved' }, { id: 'left@silence-2026-01-05', state: 'open' }]);
    expect(alerts(store)[1]?.about).toMatchObject({ periods: 1 });
  });

  it('are not missed while they lie on the bus, and are once it turns out that they were refused', async () => {
    const store = await expecting(endOf(3));
    store.unassessed.set('left', ['2026-01-04']);
    await fireTimers(store, late(3));
    expect(alerts(store)).toEqual([]);
    expect(timers(store)).toEqual([['left 2026-01-04', late(3, 1)]]);
    store.unassessed.clear();
    await fireTimers(store, late(3, 1));
    expect(alerts(store)).toMatchObject([{ state: 'open' }]);
  });

  it('are withdrawn where nothing is expected any more, and where a notice explains the silence', async () => {
    const store = await expecting(endOf(3));
    await fireTimers(store, late(3));
    await say(store, works({ left: { expected: 'never' } }), late(3, 1));
    expect(alerts(store)).toMatchObject([{ state: 'withdrawn' }]);
    expect(timers(store)).toEqual([]);

    const stopped = await expecting(endOf(3));
    await fireTimers(stopped, late(3));
    const strike = { kind: 'strike', unit: 'left-team', title: 'Strike', text: null } as const;
    const about = { ...strike, from: endOf(2), until: endOf(5) };
    await declare(stopped, late(3, 1), { id: 's', about, speaker: { by: 'Ana', byUnit: 'left-team' } });
    expect(alerts(stopped)).toMatchObject([{ state: 'withdrawn' }]);
    // The day before the strike has its two hours after it.
    expect(timers(stopped)).toEqual([['left 2026-01-03', late(5)]]);
  });

  describe('of the time of a notice that is taken back', () => {
    const strike = { kind: 'strike', unit: 'left-team', title: 'Strike', text: null } as const;
    const speaker = { by: 'Ana', byUnit: 'left-team' };

    /** Four days of strike, the third of which was reported all the same, and two ordinary days that were reported. */
    async function struck(): Promise<MemoryStore> {
      const store = await expecting(endOf(2));
      const about = { ...strike, from: endOf(2), until: endOf(6) };
      await declare(store, endOf(2), { id: 's', about, speaker });
      const line = lineInto(store);
      await line.days(2, [100]);
      await line.post(endOf(8), [posted(5, 100), posted(7, 100), posted(8, 100)]);
      await fireTimers(store, late(8));
      expect(alerts(store)).toEqual([]);
      return store;
    }

    it('are asked for with the grace anew, and then missed', async () => {
      const store = await struck();
      const noon = new Date(Date.parse(endOf(8)) + 12 * hour).toISOString();
      await actOnNotice(store, 's', noon, () => ({ kind: 'withdraw', ...speaker }));
      const graceAnew = new Date(Date.parse(noon) + 2 * hour).toISOString();
      expect(timers(store)).toEqual([['left 2026-01-04', graceAnew]]);
      await fireTimers(store, new Date(Date.parse(noon) + hour).toISOString());
      expect(alerts(store)).toEqual([]);
      await fireTimers(store, graceAnew);
      expect(alerts(store)).toMatchObject([{ id: 'left@silence-2026-01-04', state: 'open' }]);
      expect(alerts(store)[0]?.about).toMatchObject({ periods: 3 });
      expect(timers(store)).toEqual([['left 2026-01-10', late(9)]]);
    });

    it('are not asked for sooner because something else is said meanwhile, and not at all where they have come', async () => {
      const store = await struck();
      const noon = new Date(Date.parse(endOf(8)) + 12 * hour).toISOString();
      await actOnNotice(store, 's', noon, () => ({ kind: 'change', until: endOf(5), ...speaker }));
      const before = timers(store);
      expect(before).toEqual([['left 2026-01-07', new Date(Date.parse(noon) + 2 * hour).toISOString()]]);
      const about = { ...strike, from: endOf(20), until: endOf(22) };
      await declare(store, noon, { id: 'later', about, speaker });
      expect(timers(store)).toEqual(before);
      await lineInto(store).post(noon, [posted(6, 100)]);
      await fireTimers(store, late(8, 12 * 60));
      expect(alerts(store)).toEqual([]);
      expect(timers(store)).toEqual([['left 2026-01-10', late(9)]]);
    });
  });

  it('given more grace are in time again', async () => {
    const store = await expecting(endOf(3));
    await fireTimers(store, late(3));
    await say(store, works({ left: { expected: { ...expected, grace: 'PT8H' } } }), late(3, 1));
    expect(alerts(store)).toMatchObject([{ state: 'withdrawn' }]);
    const again = new Date(Date.parse(endOf(3)) + 8 * hour).toISOString();
    expect(timers(store)).toEqual([['left 2026-01-04', again]]);
    await fireTimers(store, again);
    expect(alerts(store)).toMatchObject([{ state: 'withdrawn' }, { id: 'left@silence-2026-01-04.2', state: 'open' }]);
  });

  it('of an indicator that is no more are waited for no longer', async () => {
    const store = await expecting(endOf(3));
    const { document } = works();
    store.organisation = organise(2, { ...document, indicators: [] });
    await fireTimers(store, late(3));
    expect([alerts(store), timers(store)]).toEqual([[], []]);
  });

  it('nobody asked for are none', async () => {
    const store = await expecting(endOf(3), {});
    expect(timers(store)).toEqual([]);
    expect(dayOfYear(3).name).toBe('2026-01-04');
  });
});
