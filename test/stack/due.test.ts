import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applyOrganisation, type Database, migrate, openPostgres, organisationReader } from '#libs/adapters-postgres';
import { OrganisationDocument } from '#libs/contracts';
import { until } from '../kit/bus-reader.js';
import { type DueSteps, dueSteps } from '../kit/due-steps.js';
import { manyUnits, openAlerts } from '../kit/open-alerts.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';
import { type RunningRegulator, startRegulator } from '../kit/regulator.js';

const patience = 120_000;
const alerts = 2_000;
let server: PostgresServer;
let database: Database;
const regulators: RunningRegulator[] = [];

beforeAll(async () => {
  server = await startPostgres({ track_commit_timestamp: 'on' });
  database = await openPostgres(server.url, () => {});
  await migrate(database);
}, patience);

afterAll(async () => {
  for (const regulator of regulators) await regulator.stop();
  await database.close();
  await server.stop();
}, patience);

/** When the first of all is due, early enough for both regulators to have started. */
async function opened(): Promise<number> {
  const document = OrganisationDocument.parse(manyUnits(500));
  await applyOrganisation(database, document, { by: null, now: new Date().toISOString(), dryRun: false });
  const organisation = await organisationReader()(database.pool);
  if (!organisation) throw new Error('There is no organisation.');
  const from = Date.now() + 20_000;
  await openAlerts(database, organisation, { alerts, from, within: 0, burst: alerts }, Date.now());
  return from;
}

describe('two regulators, with two thousand alerts due in one second', () => {
  test(
    'take every step once, none before its time, and tell of each once; killing one of them changes nothing',
    async () => {
      const from = await opened();
      const environment = { DATABASE_URL: server.url };
      regulators.push(...(await Promise.all([startRegulator({ environment }), startRegulator({ environment })])));
      const at = (ms: number) => new Date(ms).toISOString();
      const steps = (): Promise<DueSteps> => dueSteps(database.pool, at(from - 3_600_000), at(from + 2_000));
      await until('the first steps were taken', async () => (await steps()).steps > 400, patience);
      await regulators[1]?.kill();
      await until('all steps were taken', async () => (await steps()).lost === 0, patience);
      // Each alert climbs, and each fifth was to be reminded half a minute before.
      expect(await steps()).toMatchObject({ steps: alerts * 1.2, early: 0, doubled: 0, lost: 0 });
      await until('all was told', async () => (await count('outbox')) === 0, patience);
      const told = await database.pool.query<{ messages: number; ids: number }>(
        `select count(*) as messages, count(distinct id) as ids from log_record where topic = 'synco.dispatches'`,
      );
      expect(told.rows[0]?.messages).toBe(told.rows[0]?.ids);
      expect(told.rows[0]?.messages).toBeGreaterThanOrEqual(alerts * 2);
    },
    2 * patience,
  );

  test(
    'a step that cannot be decided holds up no other, is shown, and is taken once it can',
    async () => {
      const [broken = '', sound = ''] = await ids('select id from alert where climbs_at > now() order by id limit 2');
      await dueNow(broken, 'nonsense');
      await dueNow(sound, new Date().toISOString());
      const climbed = async (id: string) =>
        (await ids(`select alert as id from alert_event where happening->>'kind' = 'climbed' and alert = $1`, id))
          .length;
      const before = [await climbed(broken), await climbed(sound)];
      await until('the sound one climbs', async () => (await climbed(sound)) > (before[1] ?? 0), patience);
      const health = () => fetch(`${regulators[0]?.address}/health`).then((answer) => answer.text());
      await until('it is shown', async () => (await health()).includes('; 1 fail, as the log tells'), patience);
      expect(await climbed(broken)).toBe(before[0]);
      await dueNow(broken, new Date().toISOString());
      await until('the other climbs', async () => (await climbed(broken)) > (before[0] ?? 0), patience);
      await until('all is well', async () => (await health()).startsWith('{"status":"ok"'), patience);
    },
    2 * patience,
  );
});

async function ids(sql: string, ...values: string[]): Promise<string[]> {
  return (await database.pool.query<{ id: string }>(sql, values)).rows.map(({ id }) => id);
}

/** Moves an alert's clock to the present, whatever the alert itself says of it. */
async function dueNow(id: string, climbsAt: string): Promise<void> {
  await database.pool.query(`update alert set body = jsonb_set(body, '{climbsAt}', to_jsonb($2::text)) where id = $1`, [
    id,
    climbsAt,
  ]);
  await database.pool.query(`update timer set due_at = now() where kind = 'climb' and subject = $1`, [id]);
}

async function count(table: string): Promise<number> {
  const found = await database.pool.query<{ n: number }>(`select count(*) as n from ${table}`);
  return found.rows[0]?.n ?? Number.NaN;
}
