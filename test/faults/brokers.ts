import { sleep, until } from '../kit/bus-reader.js';
import type { KafkaUnderFault } from './broker.js';
import { type Outcome, run } from './campaign.js';
import type { Chance } from '../kit/chance.js';
import { type Order, over, pace } from './kills.js';
import { closeGate, type Counter } from './poster.js';
import { kafkaStage, type PostgresStage } from './stage-postgres.js';
import type { Victim } from './victim.js';

const quietMs = 180_000;

/** The scenarios of a broker that is away, slow, started again, or another one. */
export const brokers: Record<string, (order: Order) => Promise<Outcome>> = {
  broker: async (order) => troubled(await kafkaStage(), order),
  'broker-replaced': async (order) => replaced(await kafkaStage(), order),
  'broker-emptied': async (order) => emptied(await kafkaStage(), order),
};

type KafkaStage = PostgresStage & { kafka: KafkaUnderFault };

/** The line is cut, slow or closed; the broker is stopped or killed and started again. */
function troubled(stage: KafkaStage, order: Order): Promise<Outcome> {
  const { kafka } = stage;
  const { proxy } = kafka;
  const troubles: ((chance: Chance) => Promise<void>)[] = [
    () => Promise.resolve(proxy.cut()),
    async (chance) => {
      proxy.delayMs = chance.between(50, 400);
      await sleep(chance.between(1_000, 4_000));
      proxy.delayMs = 0;
    },
    async (chance) => {
      proxy.open = false;
      proxy.cut();
      await sleep(chance.between(500, 12_000));
      proxy.open = true;
    },
    async (chance) => {
      await (chance.happens(0.5) ? kafka.kill() : kafka.stop());
      await sleep(chance.between(0, 3_000));
      await kafka.start();
    },
  ];
  const rounds = Math.ceil(order.rounds / 2);
  return over(stage, { count: 2, more: pace(order) }, (victims) => {
    const fault = async (chance: Chance, round: number) => {
      await sleep(chance.between(200, 1_500));
      await troubles[round % troubles.length]?.(chance);
    };
    return run({ ...order, rounds, scenario: 'broker', stage, victims, fault });
  });
}

/**
 * When all that was acknowledged has been taken, the broker is replaced by a new, empty one at the same address: the regulators see
 * another cluster, half of the times without having been started again.
 */
function replaced(stage: KafkaStage, order: Order): Promise<Outcome> {
  const rounds = Math.ceil(order.rounds / 5);
  return over(stage, { count: 2, more: pace(order) }, (victims) => {
    const fault = async (chance: Chance, _: number, counter: Counter) => {
      await sleep(chance.between(1_000, 3_000));
      await throwAway(stage, { counter, victims, sameCluster: false });
      if (chance.happens(0.5)) {
        await victims[0]?.kill();
        victims[0]?.start();
      }
      counter.gate.closed = false;
    };
    return run({ ...order, rounds, scenario: 'broker-replaced', stage, victims, fault });
  });
}

/**
 * The broker loses its log and keeps its cluster id. What is posted afterwards must not be passed over in silence: the partitions stop
 * and say why, and after somebody has followed the advice all of it is taken.
 */
function emptied(stage: KafkaStage, order: Order): Promise<Outcome> {
  const rounds = Math.ceil(order.rounds / 10);
  return over(stage, { count: 2, more: pace(order) }, (victims) => {
    const fault = async (chance: Chance, _: number, counter: Counter) => {
      await sleep(chance.between(4_000, 6_000));
      await throwAway(stage, { counter, victims, sameCluster: true });
      counter.gate.closed = false;
      await until(
        'the loss is reported',
        async () => (await reports(victims)).includes('the log has lost records'),
        quietMs,
        300,
      );
      for (const victim of victims) await victim.kill();
      await (await stage.watch()).pool.query('delete from consumer_position');
      for (const victim of victims) victim.start();
    };
    return run({ ...order, rounds, scenario: 'broker-emptied', stage, victims, fault });
  });
}

interface Loss {
  counter: Counter;
  victims: readonly Victim[];
  sameCluster: boolean;
}

/** Waits until nothing is on its way, and lets the broker begin anew while the regulators stand still; nobody may post yet. */
async function throwAway(stage: KafkaStage, { counter, victims, sameCluster }: Loss): Promise<void> {
  const { kafka } = stage;
  await closeGate(counter);
  await until('all is taken', async () => (await stage.waitsFor('', null).catch(String)) === null, quietMs, 300);
  for (const victim of victims) victim.signal('SIGSTOP');
  await kafka.keep();
  await kafka.stop();
  await kafka.empty({ sameCluster });
  await kafka.start();
  for (const victim of victims) victim.signal('SIGCONT');
}

async function reports(victims: readonly Victim[]): Promise<string> {
  const said = victims.map(({ address }) =>
    fetch(`${address}/health`).then(
      (answer) => answer.text(),
      () => '',
    ),
  );
  return (await Promise.all(said)).join(' ');
}
