import { describe, expect, it } from '@jest/globals';
import type { Alert } from '#libs/contracts';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { fireTimers } from './act.js';
import { act, acts, cascade, raiseAlert } from './testing/cascade.js';
import { MemoryStore } from './testing/memory-store.js';

const begins = Temporal.Instant.from('2026-05-20T08:00:00Z').epochMilliseconds;
const at = (minutes: number) =>
  Temporal.Instant.fromEpochMilliseconds(begins + Math.round(minutes * 60_000)).toString({ fractionalSecondDigits: 3 });
const ms = (instant: string | null) => (instant === null ? null : Temporal.Instant.from(instant).epochMilliseconds);

/** A tree of up to six units: each hangs below one that is named before it. */
const parents = fc.array(fc.nat(), { minLength: 1, maxLength: 5 }).map((all) => all.map((any, n) => any % (n + 1)));
const step = fc.record({
  wait: fc.integer({ min: 1, max: 60 }),
  does: fc.constantFrom('raise', 'raise', 'raise', 'resolve', 'recover', 'ask-help', 'nothing'),
  unit: fc.nat({ max: 5 }),
  day: fc.integer({ min: 10, max: 12 }),
  sign: fc.constantFrom('pain' as const, 'pain' as const, 'pleasure' as const),
  /** Whether the clock comes round between this step and the next: two regulators can be as far apart as they like. */
  clock: fc.boolean(),
});
const story = fc.record({
  parents,
  minutes: fc.array(fc.integer({ min: 5, max: 300 }), { minLength: 1 }),
  steps: fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** Plays a story; answers the store, the whole tree, and the instant after it, when no timer is due any more. */
async function played({ parents: below, minutes, steps }: Story) {
  const store = new MemoryStore(cascade(below, minutes));
  let now = 0;
  for (const [n, { wait, does, unit, day, sign, clock }] of steps.entries()) {
    now += wait;
    const of = unit % (below.length + 1);
    const open = [...store.alerts.values()].find(
      ({ alert }) => alert.indicator === `i${of}` && alert.closedAt === null,
    );
    if (does === 'raise' && !open)
      await raiseAlert(store, `a${(n * 7) % 41}`, { unit: of, onset: `2026-05-${day}`, sign }, at(now));
    else if (open && does !== 'raise' && does !== 'nothing') await act(store, open.alert.id, acts[does], at(now));
    if (clock) now = await settled(store, now);
  }
  return { store, now: await settled(store, now) };
}

/** Lets the clock come round, and once more: whose time was up when it was to be grouped climbs before. */
async function settled(store: MemoryStore, now: number): Promise<number> {
  while ((await fireTimers(store, at(now))) > 0);
  while ((await fireTimers(store, at(now + aSecond))) > 0);
  return now + aSecond;
}
const aSecond = 1 / 60;

const events = (store: MemoryStore, id: string) =>
  store.written.flatMap(({ alerts }) => alerts.filter(({ alert }) => alert.id === id).flatMap((row) => row.events));

/** The alert that this one belongs under, by the rule and by looking at all of them. */
function belongsUnder(store: MemoryStore, alert: Alert): string | null {
  if (alert.apart || alert.about.kind !== 'deviation') return null;
  const { onset } = alert.about.deviation;
  let whole = store.organisation?.indicator(alert.indicator ?? '')?.into;
  for (; whole !== undefined; whole = store.organisation?.indicator(whole)?.into) {
    for (const { alert: above } of store.alerts.values()) {
      if (above.indicator !== whole || above.closedAt !== null || above.sign !== alert.sign) continue;
      const passed = !alert.path.slice(alert.level).some(({ unit }) => unit === above.path[0]?.unit);
      const apart = above.about.kind === 'deviation' ? Math.abs(day(above.about.deviation.onset) - day(onset)) : 9;
      if (!passed && apart <= 1) return above.id;
    }
  }
  return null;
}
const day = (period: string) => Number(period.slice(-2));

const open = (store: MemoryStore) =>
  [...store.alerts.values()].map(({ alert }) => alert).filter(({ closedAt }) => closedAt === null);

/** Working minutes for which an alert has stood by itself at its level, until an instant; all units work round the clock. */
function stood(store: MemoryStore, { id }: Alert, until: number): number {
  let sum = 0;
  let since: number | null = null;
  for (const { happening, at: when } of events(store, id)) {
    const then = ms(when) ?? 0;
    if (happening.kind === 'grouped' && since !== null) [sum, since] = [sum + then - since, null];
    if (happening.kind === 'ungrouped') since = then;
    if (happening.kind === 'raised' || happening.kind === 'climbed') [sum, since] = [0, then];
  }
  return (sum + (since === null ? 0 : until - since)) / 60_000;
}

describe('alerts of one cause, whoever comes first and wherever a clock comes round', () => {
  it('are shown as one: each open alert is under the nearest open one above that tells of the same', async () => {
    await expect(
      fc.assert(
        fc.asyncProperty(story, async (tale) => {
          const { store } = await played(tale);
          for (const alert of open(store)) expect(alert.under?.alert ?? null).toBe(belongsUnder(store, alert));
        }),
      ),
    ).resolves.toBeUndefined();
  });

  it('keep their time: what an alert has stood by itself and what it has left make up what was agreed', async () => {
    await expect(
      fc.assert(
        fc.asyncProperty(story, async (tale) => {
          const { store, now } = await played(tale);
          for (const alert of open(store)) {
            if (alert.sign === 'pleasure' || alert.level === alert.path.length - 1) continue;
            const left = alert.under
              ? (alert.under.minutes ?? 0)
              : ((ms(alert.climbsAt) ?? 0) - (ms(at(now)) ?? 0)) / 60_000;
            expect(left + stood(store, alert, ms(at(now)) ?? 0)).toBeCloseTo(alert.path[alert.level]?.minutes ?? 0, 6);
            expect(left).toBeGreaterThan(0);
          }
        }),
      ),
    ).resolves.toBeUndefined();
  });
});
