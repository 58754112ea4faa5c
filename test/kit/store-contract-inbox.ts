import { beforeEach, expect, test } from '@jest/globals';
import { type Database, loopStore, readAlerts } from '#libs/adapters-postgres';
import { advance, type AlertCommand, decide, raise } from '#libs/alerting';
import type { Alert, AlertState } from '#libs/contracts';
import { actOnAlert, noChanges, recordAlert, timeIn } from '#libs/regulation';
import { fall, noon } from './store-rows.js';

const resolve = { kind: 'resolve', by: 'Ana', unit: 'a', cause: 'a belt', remedy: 'a new one' } as const;
const help = { kind: 'ask-help', by: 'Ana', unit: 'a' } as const;
/** What happens to the n-th alert: it rests, climbs once or twice, and may be closed there. */
const stories: AlertCommand[][] = [[], [help], [help, help], [resolve], [help, resolve], [help, help, resolve]];

/** What an inbox promises: it is what the rows of the alerts themselves say, in their order. */
export function hasInboxes(database: () => Database): void {
  beforeEach(async () => {
    for (let n = 0; n < 18; n += 1) await told(database(), n);
  });

  const inbox = (
    units: string[] | null,
    states: AlertState[] | null,
    more: { through?: string; limit?: number } = {},
  ) => readAlerts(database().pool, { units, states, limit: 100, ...more });
  const ids = (alerts: readonly Alert[]) => alerts.map(({ id }) => id);
  const reachedBy = (unit: string) => (alert: Alert) =>
    alert.path.slice(0, alert.reach).some((step) => step.unit === unit);

  test.each([null, ['open', 'acknowledged'], ['resolved'], ['open', 'resolved']] as (AlertState[] | null)[])(
    'of each unit holds what has reached it, in order: %j',
    async (states) => {
      const all = await inbox(null, states);
      const own = await Promise.all(['a', 'b', 'c', 'nobody'].map(async (unit) => ids(await inbox([unit], states))));
      expect(own).toEqual(['a', 'b', 'c', 'nobody'].map((unit) => ids(all.filter(reachedBy(unit)))));
      expect(ids(await inbox(['a', 'c'], states))).toEqual(ids(all));
    },
  );

  test('shows the first so many, of one indicator, and of those that passed through a unit', async () => {
    const all = await inbox(null, null);
    expect(ids(await inbox(['b'], null, { limit: 10 }))).toEqual(ids(all.filter(reachedBy('b'))).slice(0, 10));
    expect(ids(await inbox(['a'], null, { through: 'c' }))).toEqual(ids(all.filter(reachedBy('c'))));
    const none = { units: ['a'], states: null, indicator: 'y', limit: 10 };
    expect(await readAlerts(database().pool, none)).toEqual([]);
  });
}

async function told(database: Database, n: number): Promise<void> {
  const store = loopStore(database);
  const id = `x@${n}`;
  const at = noon((n * 5) % 7);
  await store.transact(async (tx) => {
    const path = ['a', 'b', 'c'].map((unit) => ({ unit, minutes: 60 * ((n * 11) % 13) + 60 }));
    const changes = noChanges(at);
    recordAlert(changes, raise(id, { ...fall, path }, timeIn(null, at), false), { onset: 1, replay: null });
    if (n % 3 === 0) acknowledge(changes);
    await tx.write(changes);
  });
  for (const command of stories[n % stories.length] ?? []) await actOnAlert(store, id, noon(8), () => command);
}

/** Lets an alert be acted on in the very transaction that raises it. */
function acknowledge(changes: ReturnType<typeof noChanges>): void {
  const [row] = changes.alerts;
  const time = timeIn(null, changes.now);
  const decision =
    row && decide(row.alert, { kind: 'acknowledge', by: 'Ana', unit: 'a', until: soonAfter(changes.now) }, time);
  if (!row || decision?.kind !== 'happens') throw new Error('it cannot be acknowledged');
  recordAlert(changes, advance(row.alert, decision.happenings, changes.now), row);
}

function soonAfter(instant: string): string {
  return instant.replace('12:00', '12:30');
}
