import {
  applyOrganisation,
  type Database,
  embeddedBus,
  loopStore,
  readLatest,
  readSeries,
  relayOutbox,
} from '#libs/adapters-postgres';
import { OrganisationDocument, topics } from '#libs/contracts';
import { fireTimers, type PlaceCache, regulateBatches, type Subscription } from '#libs/regulation';
import { until } from './bus-reader.js';

/** Root ⊃ works ⊃ two teams with one daily figure each; a day to deal with an alert at every level. */
export const twoTeams = OrganisationDocument.parse({
  name: 'Two teams',
  units: [
    { id: 'root', name: 'Root', parent: null, timeZone: 'Europe/Madrid' },
    { id: 'works', name: 'Works', parent: 'root' },
    { id: 'a', name: 'Team A', parent: 'works' },
    { id: 'b', name: 'Team B', parent: 'works' },
  ],
  indicators: [
    daily('root.output', 'root', { rollUp: { rule: 'sum' } }),
    daily('works.output', 'works', { rollUp: { rule: 'sum' }, into: 'root.output' }),
    daily('a.output', 'a', { into: 'works.output' }),
    daily('b.output', 'b', { into: 'works.output' }),
  ],
});

function daily(id: string, unit: string, more: object): object {
  return { id, unit, name: 'Output', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more', ...more };
}

/** The whole loop over one database, without HTTP: its clock is moved by hand. */
export interface Rig {
  now: string;
  post(figures: readonly (readonly [indicator: string, period: string, value: number, id?: string])[]): Promise<void>;
  /** Fires what is due and waits until nothing is on its way. */
  settle(): Promise<void>;
  series: typeof readSeries extends (client: never, ...rest: infer R) => infer A ? (...rest: R) => A : never;
  latest(indicator: string): Promise<Awaited<ReturnType<typeof readLatest>>[number] | undefined>;
  close(): Promise<void>;
}

/** Starts the loop on a database with two teams. Closing and starting again is a restart: nothing is kept in memory. */
export async function startRig(database: Database, now: string): Promise<Rig> {
  await applyOrganisation(database, twoTeams, { by: null, now, dryRun: false });
  const bus = await embeddedBus(database, { partitions: 2, log: () => {} });
  const store = loopStore(database);
  const places: PlaceCache = new Map();
  const rig: Rig = {
    now,
    post: async (figures) => {
      await bus.publish(figures.map((figure) => recordOf(figure, rig.now)));
      await rig.settle();
    },
    settle: async () => {
      await fireTimers(store, rig.now);
      await until('everything has landed', () => landed(database, subscription, bus), 30_000, 2);
    },
    series: (indicator, span) => readSeries(database.pool, indicator, span),
    latest: async (indicator) => (await readLatest(database.pool, [indicator]))[0],
    close: () => bus.close(),
  };
  const handler = regulateBatches({ store, now: () => rig.now, places, most: 200, committed: () => {} });
  const subscription = await bus.subscribe({ group: 'rig', topics: [topics.observations, topics.rollUps], handler });
  return rig;
}

async function landed(
  database: Database,
  subscription: Subscription,
  bus: Awaited<ReturnType<typeof embeddedBus>>,
): Promise<boolean> {
  const moved = await relayOutbox(database, (records, client) => bus.publishIn(records, client));
  if (moved > 0 || subscription.stopped().size > 0) return false;
  const waiting = await database.pool.query<{ waiting: number }>(
    `select sum(p.next_offset - coalesce(c.next_offset, 0)) as waiting from log_partition p
     left join consumer_position c using (topic, partition) where p.topic <> $1`,
    [topics.dispatches],
  );
  const left = await database.pool.query<{ left: number }>('select count(*) as left from outbox');
  return Number(waiting.rows[0]?.waiting) === 0 && left.rows[0]?.left === 0;
}

function recordOf([indicator, period, value, id]: readonly [string, string, number, string?], now: string) {
  const observation = { id: id ?? `${indicator}/${period}`, indicator, period, value, postedAt: now };
  return { topic: topics.observations, key: indicator, id: observation.id, value: JSON.stringify(observation) };
}

/** The n-th day of 2026 by name. */
export function dayName(n: number): string {
  return new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
}
