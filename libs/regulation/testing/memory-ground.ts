import { Dispatch, topics } from '#libs/contracts';
import { grouped, organise } from '#libs/organisation';
import type { Ground, Sight } from '../../../test/kit/rules/ground.js';
import { moveAllClocks } from '../move-all-clocks.js';
import { moveExpectations } from '../move-expectations.js';
import type { Changes } from '../rows.js';
import { MemoryStore } from './memory-store.js';

/** A ground in memory for stories that are held against the rules. */
export function memoryGround(): Ground {
  const store = new MemoryStore(null);
  const seen: Seen = { written: 0, events: [], told: [], rollUps: [] };
  return {
    store,
    apply: async (document, now) => {
      const before = store.organisation;
      const after = organise((before?.version ?? 0) + 1, document, [...store.notices.values()]);
      await store.transact(async (tx) => {
        const move = { before, after, because: 'calendar-changed' } as const;
        await moveExpectations(tx, move, now);
        await moveAllClocks(tx, move, now);
      });
      store.organisation = after;
    },
    look: async () => sightOf(store, seen),
  };
}

interface Seen {
  written: number;
  events: Sight['events'][number][];
  told: Dispatch[];
  rollUps: string[];
}

function sightOf(store: MemoryStore, seen: Seen): Sight {
  for (const changes of store.written.slice(seen.written)) hear(seen, changes);
  seen.written = store.written.length;
  const { organisation } = store;
  if (!organisation) throw new Error('nothing has been applied');
  const ids = organisation.document.indicators.map(({ id }) => id);
  const said = [...store.assessments.values()].toSorted((a, b) => a.ordinal - b.ordinal);
  return {
    organisation,
    alerts: new Map([...store.alerts].map(([id, { alert }]) => [id, alert])),
    events: [...seen.events],
    told: [...seen.told],
    rollUps: seen.rollUps,
    timers: [...store.timers.values()],
    assessments: grouped(said, ({ indicator }) => indicator),
    figures: new Map(ids.map((id) => [id, [...(store.figures.get(id)?.values() ?? [])]])),
  };
}

function hear({ events, told, rollUps }: Seen, { alerts, outgoing }: Changes): void {
  for (const row of alerts) events.push(...row.events);
  for (const { topic, value } of outgoing) {
    if (topic === topics.rollUps) rollUps.push(value);
    if (topic === topics.dispatches) told.push(Dispatch.parse(JSON.parse(value)));
  }
}
