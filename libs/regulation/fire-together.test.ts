import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { actOnAlert, fireTimers } from './act.js';
import type { Timer } from './rows.js';
import { acts, cascade, raiseAlert } from './testing/cascade.js';
import { MemoryStore } from './testing/memory-store.js';

const begins = Temporal.Instant.from('2026-05-20T08:00:00Z');
const at = (minutes: number) => begins.add({ seconds: minutes * 60 }).toString({ fractionalSecondDigits: 3 });

/** A root with two works, each with a team, and an alert for each team, which it has an hour for. */
async function alarmed(minutes: readonly number[] = [60]) {
  const store = new MemoryStore(cascade([0, 0, 1, 2], minutes));
  for (const unit of [3, 4]) await raiseAlert(store, `u${unit}`, { unit, onset: '2026-05-10' }, at(0));
  await fireTimers(store, at(0));
  return { store, levels: () => [...store.alerts.values()].map(({ alert }) => alert.level) };
}

const happened = (store: MemoryStore, id: string) =>
  store.written
    .flatMap(({ alerts }) => alerts.filter(({ alert }) => alert.id === id).flatMap(({ events }) => events))
    .map(({ happening }) => happening.kind);

/** An alert that no decision can be made on. */
function broken(store: MemoryStore, id: string) {
  const row = store.alerts.get(id);
  if (row) store.alerts.set(id, { ...row, alert: { ...row.alert, climbsAt: 'nonsense' } });
  return () => row && store.alerts.set(id, row);
}

describe('clocks that are due together', () => {
  it('are decided and written in one transaction', async () => {
    const { store, levels } = await alarmed();
    const before = store.written.length;
    expect(await fireTimers(store, at(60))).toBe(2);
    expect(levels()).toEqual([1, 1]);
    expect(store.written.slice(before).map(({ alerts }) => alerts.length)).toEqual([2]);
  });

  it('are fired one after the other where they are of one alert', async () => {
    const { store } = await alarmed();
    const until = at(30);
    await actOnAlert(store, 'u3', at(1), () => ({ kind: 'acknowledge', by: 'Ana', unit: 'u3', until }));
    expect(await fireTimers(store, at(60))).toBe(3);
    expect(happened(store, 'u3')).toEqual(['raised', 'acknowledged', 'reminded', 'climbed']);
  });

  it('leave to the next turn what another regulator has in hand', async () => {
    const { store, levels } = await alarmed();
    store.held.add('u3');
    expect(await fireTimers(store, at(60))).toBe(1);
    expect(levels()).toEqual([0, 1]);
    store.held.clear();
    expect(await fireTimers(store, at(60))).toBe(1);
    expect(levels()).toEqual([1, 1]);
  });

  it('are set as their alerts say where they have been moved', async () => {
    const { store, levels } = await alarmed();
    store.timers.set('climb u3', { kind: 'climb', subject: 'u3', dueAt: at(5), replay: null });
    await fireTimers(store, at(5));
    expect(levels()).toEqual([0, 0]);
    expect(store.timers.get('climb u3')?.dueAt).toBe(at(60));
  });
});

describe('a timer that fails', () => {
  it('stops no other, stays, and is tried again after a rest', async () => {
    const { store, levels } = await alarmed();
    const mended = broken(store, 'u3');
    const failed: string[] = [];
    const fire = (minute: number) =>
      fireTimers(store, at(minute), { failed: ({ subject }, error) => failed.push(`${subject}: ${String(error)}`) });
    expect(await fire(60)).toBe(1);
    expect(failed).toEqual([expect.stringMatching(/^u3: RangeError/)]);
    expect(levels()).toEqual([0, 1]);
    expect(store.timers.get('climb u3')?.dueAt).toBe(at(60));
    expect(await fire(60)).toBe(0);
    expect(failed).toHaveLength(1);
    mended();
    expect(await fire(60.5)).toBe(1);
    expect(levels()).toEqual([1, 1]);
  });

  it('is thrown where nobody hears of it', async () => {
    const { store, levels } = await alarmed();
    broken(store, 'u4');
    await expect(fireTimers(store, at(60))).rejects.toThrow(RangeError);
    expect(levels()).toEqual([1, 0]);
  });

  it('of another kind stops no other either', async () => {
    const { store } = await alarmed();
    await actOnAlert(store, 'u3', at(1), () => acts.resolve);
    store.conflicts = 5;
    const failed: string[] = [];
    await fireTimers(store, at(60), { failed: ({ kind }) => failed.push(kind) });
    expect(failed).toEqual(['group']);
    expect(store.alerts.get('u4')?.alert.level).toBe(1);
    await fireTimers(store, at(120), { failed: ({ kind }) => failed.push(kind) });
    expect(failed).toEqual(['group']);
    expect(store.timers.has('group i3 u3')).toBe(false);
  });
});

const says = { climb: 'time-up', answer: 'answer-due', remind: 'remind' } as const;

/** Fires what is due one by one, as it has always been. */
async function oneByOne(store: MemoryStore, now: string): Promise<void> {
  const isClock = (timer: Timer): timer is Timer & { kind: keyof typeof says } => timer.kind in says;
  const due = (await store.dueTimers(now, null, 100)).filter(isClock);
  for (const { kind, subject } of due) await actOnAlert(store, subject, now, () => ({ kind: says[kind] }));
}

describe('firing together', () => {
  it('brings every alert to where firing one by one does', async () => {
    const story = fc.record({
      minutes: fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 5 }),
      acknowledged: fc.integer({ min: 2, max: 5 }),
      turns: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ minutes, acknowledged, turns }) => {
        const stores = [(await alarmed(minutes)).store, (await alarmed(minutes)).store];
        const until = at(acknowledged);
        for (const store of stores)
          await actOnAlert(store, 'u3', at(1), () => ({ kind: 'acknowledge', by: 'Ana', unit: 'u3', until }));
        const [one, other] = stores;
        let now = 1;
        for (const wait of turns) {
          now += wait;
          if (one) await fireTimers(one, at(now));
          if (other) for (const _ of [1, 2, 3]) await oneByOne(other, at(now));
          expect(one?.alerts).toEqual(other?.alerts);
        }
      }),
    );
  });
});
