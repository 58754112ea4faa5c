import { describe, expect, it } from '@jest/globals';
import { actOnAlert, fireTimers } from './act.js';
import { Conflict } from './store.js';
import { endOf, lineInto } from './testing/line.js';
import { MemoryStore } from './testing/memory-store.js';
import { calm, posted, works } from './testing/works.js';

const helping = () => ({ kind: 'ask-help', by: 'Ana', unit: 'left-team' }) as const;

/** A store with one open alert, which climbs to the works at 07:00 on 1 February. */
async function alarmed() {
  const store = new MemoryStore(works());
  const line = lineInto(store);
  await line.days(
    0,
    Array.from({ length: 31 }, (_, n) => calm(n) - (n === 30 ? 20 : 0)),
  );
  const id = [...store.alerts.keys()][0] ?? '';
  await fireTimers(store, endOf(30));
  return { store, line, id, alert: () => store.alerts.get(id)?.alert };
}

describe('acting on an alert', () => {
  it('writes its events, its new clock, and what both units hear', async () => {
    const { store, id, alert } = await alarmed();
    const done = await actOnAlert(store, id, '2026-02-01T00:00:00Z', helping);
    expect(done).toMatchObject({ kind: 'done', alert: { level: 1 } });
    expect(alert()).toMatchObject({ level: 1, climbsAt: null });
    expect(store.written.at(-1)?.outgoing.map(({ key }) => key)).toEqual(['left-team', 'works', 'left-team', 'works']);
    expect(store.timers.size).toBe(0);
  });

  it('is decided again after a lost race, and given back after five', async () => {
    const { store, id } = await alarmed();
    store.conflicts = 4;
    expect((await actOnAlert(store, id, '2026-02-01T00:00:00Z', helping)).kind).toBe('done');
    store.conflicts = 5;
    await expect(actOnAlert(store, id, '2026-02-01T00:00:00Z', helping)).rejects.toThrow(Conflict);
  });

  it('is refused for an alert that does not exist, by whoever commands, or by the alert', async () => {
    const { store, id } = await alarmed();
    const now = '2026-02-01T00:00:00Z';
    expect(await actOnAlert(store, 'x', now, helping)).toMatchObject({ refusal: { code: 'alert-unknown' } });
    const denied = { code: 'not-allowed', message: 'no' } as const;
    expect(await actOnAlert(store, id, now, () => denied)).toEqual({ kind: 'refused', refusal: denied });
    await actOnAlert(store, id, now, helping);
    expect(await actOnAlert(store, id, now, helping)).toMatchObject({ refusal: { code: 'alert-at-the-top' } });
  });
});

describe('timers', () => {
  it('let an alert climb once its time is up, and not before', async () => {
    const { store, alert } = await alarmed();
    expect(await fireTimers(store, '2026-02-01T06:59:59.999Z')).toBe(0);
    expect(await fireTimers(store, '2026-02-01T07:00:00.000Z')).toBe(1);
    expect(alert()).toMatchObject({ level: 1, climbsAt: null });
    expect(await fireTimers(store, '2026-03-01T00:00:00Z')).toBe(0);
  });

  it('that somebody else has fired, or that belong to nothing any more, are cleared without harm', async () => {
    const { store, alert } = await alarmed();
    store.timers.set('climb gone', { kind: 'climb', subject: 'gone', dueAt: '2026-01-01T00:00:00Z', replay: null });
    expect(await fireTimers(store, '2026-02-01T00:00:00Z')).toBe(1);
    expect([...store.timers.keys()]).toEqual([`climb ${alert()?.id}`]);
    expect(alert()?.level).toBe(0);
  });

  it('settle an aggregate with those that have reported', async () => {
    const store = new MemoryStore(works());
    const line = lineInto(store);
    await line.post(endOf(0), [posted(0, 5)]);
    const ask = () => store.written.at(-1)?.outgoing.map(({ value }) => JSON.parse(value)) ?? [];
    await line.rollUp(endOf(0), ask());
    const settled = () => [...(store.figures.get('all')?.values() ?? [])].map((figure) => figure.settled);
    expect(settled()).toEqual([false]);
    expect(await fireTimers(store, '2026-01-02T01:24:00Z')).toBe(1);
    expect(ask()).toEqual([{ id: 'settle/all/2026-01-01', indicator: 'all', period: '2026-01-01', settle: true }]);
    await line.rollUp(endOf(0), ask());
    expect(settled()).toEqual([true]);
    expect(store.timers.size).toBe(0);
  });
});
