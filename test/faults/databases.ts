import pg from 'pg';
import { sleep } from '../kit/bus-reader.js';
import { type PostgresServer, startPostgres } from '../kit/postgres.js';
import { KafkaUnderFault } from './broker.js';
import { type Outcome, run } from './campaign.js';
import type { Chance } from '../kit/chance.js';
import { killChildren } from './children.js';
import { type Order, over, pace } from './kills.js';
import { postgresStage } from './stage-postgres.js';

/** What was committed is with the operating system, so that only the machine's own end could take it. */
export const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** The scenarios of a database that is killed, stays away, or has no connection left. */
export const databases: Record<string, (order: Order) => Promise<Outcome>> = {
  database: async (order) => killedDatabase('database', order, await KafkaUnderFault.start()),
  'database-postgres': (order) => killedDatabase('database-postgres', order),
  connections: outOfConnections,
};

/** All processes of the database are killed; every fifth time it stays away for longer than half a minute's patience at a start. */
async function killedDatabase(scenario: string, order: Order, kafka?: KafkaUnderFault): Promise<Outcome> {
  const server = await startPostgres(durable);
  const stage = postgresStage(server.url, { ...(kafka && { kafka }), remove: () => server.stop() });
  return over(stage, { count: 2, more: pace(order) }, (victims) => {
    const fault = async (chance: Chance, round: number) => {
      await sleep(chance.between(200, 2_000));
      killChildren(server.pid(), { self: true });
      await sleep(round % 5 === 4 ? 5_000 : chance.between(0, 1_000));
      await server.restart();
    };
    return run({ ...order, scenario, stage, victims, fault });
  });
}

/** The connections of the regulators are ended, and before they can come again others have taken all that there are. */
async function outOfConnections(order: Order): Promise<Outcome> {
  const rounds = Math.ceil(order.rounds / 2);
  const server = await startPostgres({ ...durable, max_connections: '24' });
  const stage = postgresStage(server.url, { remove: () => server.stop() });
  return over(stage, { count: 2, more: pace(order) }, (victims) => {
    const fault = async (chance: Chance) => {
      await sleep(chance.between(200, 1_500));
      const taken = await takeAll(server);
      await sleep(chance.between(500, 4_000));
      await Promise.all(taken.map((client) => client.end().catch(() => {})));
    };
    return run({ ...order, rounds, scenario: 'connections', stage, victims, fault });
  });
}

async function takeAll({ url }: PostgresServer): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  for (let refused = 0; refused < 40;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      taken.push(client);
      await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'synco'");
    } catch {
      refused += 1;
      await sleep(20);
    }
  }
  return taken;
}
