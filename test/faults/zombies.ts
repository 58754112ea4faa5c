import { sleep, until } from '../kit/bus-reader.js';
import type { Outcome } from './campaign.js';
import { run } from './campaign.js';
import type { Chance } from '../kit/chance.js';
import { type Order, over, pace } from './kills.js';
import { type Counter, insist } from './poster.js';
import { kafkaStage, type PostgresStage, sharedStage } from './stage-postgres.js';
import { type Figured, pastDay, proofs } from './works.js';

const takeOverMs = 180_000;
/** How long a transaction may stand still, in ms: less than it may by itself, so that a round takes seconds. */
const standstillMs = '12000';

/** The scenarios of regulators that stand still, are given up by the others, and go on as if nothing had been. */
export const zombies: Record<string, (order: Order) => Promise<Outcome>> = {
  zombie: async (order) => standStill('zombie', await kafkaStage(), order),
  'zombie-postgres': async (order) => standStill('zombie-postgres', await sharedStage(), order),
};

/** One of two is stopped in the middle of its work; every fourth time until the other has taken over all that it had. */
function standStill(scenario: string, stage: PostgresStage, order: Order): Promise<Outcome> {
  const url = new URL(stage.environment['DATABASE_URL'] ?? '');
  url.searchParams.set('idle_in_transaction_session_timeout', standstillMs);
  return over(stage, { count: 2, more: { ...pace(order), DATABASE_URL: url.href } }, (victims) => {
    const fault = async (chance: Chance, round: number, counter: Counter) => {
      const zombie = chance.oneOf(victims);
      await sleep(chance.between(0, 1_000));
      zombie.signal('SIGSTOP');
      if (round % 4 === 3) {
        const others = victims.filter((victim) => victim !== zombie);
        await takenOver(stage, { ...counter, addresses: () => others.map(({ address }) => address) }, round);
      } else await sleep(chance.between(100, 1_500));
      zombie.signal('SIGCONT');
    };
    return run({ ...order, scenario, stage, victims, fault });
  });
}

/** Resolves once the others have taken new figures of indicators that lie on all partitions. */
async function takenOver(stage: PostgresStage, others: Counter, round: number): Promise<void> {
  const period = pastDay(round);
  const figures: Figured[] = proofs.map((indicator) => ({
    id: `${indicator}/${period}`,
    indicator,
    period,
    value: 100,
  }));
  await insist(others, figures);
  const { pool } = await stage.watch();
  const ids = figures.map(({ id }) => id);
  const taken = async () => {
    const found = await pool.query<{ taken: number }>(
      "select count(*) as taken from receipt where id = any($1::text[]) and state = 'assessed'",
      [ids],
    );
    return found.rows[0]?.taken === ids.length;
  };
  await until('the others have taken over', taken, takeOverMs, 100).catch(async (error: unknown) => {
    const { rows } = await pool.query(whatTheyDo);
    throw new Error(`${String(error)}\n${rows.map((row) => JSON.stringify(row)).join('\n')}`);
  });
}

/** For whoever looks into it: the connections that have a transaction open, and whom they wait for. */
const whatTheyDo = `select pid, state, wait_event_type, wait_event, (clock_timestamp() - state_change)::text as since,
    (clock_timestamp() - xact_start)::text as open, pg_blocking_pids(pid) as waits_for, left(query, 200) as query
  from pg_stat_activity where backend_type = 'client backend' and xact_start is not null order by xact_start`;
