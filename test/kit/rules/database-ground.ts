import { applyOrganisation, type Database, loopStore, organisationReader } from '#libs/adapters-postgres';
import { type Alert, type AlertEvent, Dispatch, topics } from '#libs/contracts';
import { grouped } from '#libs/organisation';
import type { Timer } from '#libs/regulation';
import type { Ground, Said, Sight } from './ground.js';

/** A ground on a database: what has been committed is read from its tables. Nobody takes from its outbox. */
export function databaseGround(database: Database): Ground {
  const organisation = organisationReader();
  const seen = new Map<string, AlertEvent>();
  return {
    store: loopStore(database),
    apply: async (document, now) =>
      void (await applyOrganisation(database, document, { by: null, now, dryRun: false })),
    look: async () => {
      const found = await organisation(database.pool);
      if (!found) throw new Error('nothing has been applied');
      return {
        organisation: found,
        ...(await alertsOf(database, seen)),
        ...(await sentBy(database)),
        ...(await seriesOf(database)),
      };
    },
  };
}

/** Events that have not been seen before follow those that have. */
async function alertsOf(
  { pool }: Database,
  seen: Map<string, AlertEvent>,
): Promise<Pick<Sight, 'alerts' | 'events' | 'timers'>> {
  const alerts = await pool.query<{ id: string; body: Alert }>('select id, body from alert order by id');
  const events = await pool.query<AlertEvent>(
    'select alert, sequence, at, happening from alert_event order by alert, sequence',
  );
  for (const event of events.rows) {
    const name = `${event.alert}/${event.sequence}`;
    if (!seen.has(name)) seen.set(name, event);
  }
  const timers = await pool.query<Timer>('select kind, subject, due_at as "dueAt", replay from timer');
  return {
    alerts: new Map(alerts.rows.map(({ id, body }) => [id, body])),
    events: [...seen.values()],
    timers: timers.rows,
  };
}

async function sentBy({ pool }: Database): Promise<Pick<Sight, 'told' | 'rollUps'>> {
  const { rows } = await pool.query<{ topic: string; value: string }>(
    'select topic, value from outbox order by "offset"',
  );
  const of = (topic: string) => rows.filter((row) => row.topic === topic).map(({ value }) => value);
  return { told: of(topics.dispatches).map((value) => Dispatch.parse(JSON.parse(value))), rollUps: of(topics.rollUps) };
}

async function seriesOf({ pool }: Database): Promise<Pick<Sight, 'assessments' | 'figures'>> {
  const said = await pool.query<Said & { indicator: string; mean: number; sd: number }>(
    `select distinct on (indicator, ordinal) indicator, period, level, level_sd as "levelSd", forecast_mean as mean,
            forecast_sd as sd, deviation from assessment order by indicator, ordinal, sequence desc`,
  );
  const figures = await pool.query<{ indicator: string; period: string; comparable: number; settled: boolean }>(
    'select indicator, period, comparable, settled from figure',
  );
  const rows = said.rows.map(({ mean, sd, ...row }) => ({ ...row, forecast: { mean, sd } }));
  return {
    assessments: grouped(rows, ({ indicator }) => indicator),
    figures: grouped(figures.rows, ({ indicator }) => indicator),
  };
}
