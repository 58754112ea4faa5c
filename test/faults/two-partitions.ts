import { topics } from '#libs/contracts';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { sleep } from '../kit/bus-reader.js';
import { type Outcome, run } from './campaign.js';
import type { Chance } from '../kit/chance.js';
import { type Order, over, pace } from './kills.js';
import type { Counter } from './poster.js';
import { kafkaStage } from './stage-postgres.js';
import { type Figured, pastDay, posted } from './works.js';

/**
 * A node writes to the bus by a partitioner of its own, so that figures of one indicator lie on all partitions, and some of them on
 * two: both regulators assess the same indicators at once. Every other time one of them is killed.
 */
export async function twoPartitions(order: Order): Promise<Outcome> {
  const stage = await kafkaStage();
  return over(stage, { count: 2, more: pace(order) }, async (victims) => {
    const kafka = new Kafka({ clientId: 'node', brokers: [stage.kafka.address], logLevel: logLevel.NOTHING });
    const producer = kafka.producer({
      createPartitioner:
        () =>
        ({ message }) =>
          Number(message.headers?.['to'] ?? 0),
    });
    await producer.connect();
    const fault = async (chance: Chance, round: number, counter: Counter) => {
      await scatter(producer, { round, ...counter });
      await sleep(chance.between(200, 1_500));
      if (round % 2 === 0) return;
      const victim = chance.oneOf(victims);
      await victim.kill();
      victim.start();
      await victim.listening();
    };
    const scenario = 'two-partitions';
    const outcome = await run({ ...order, scenario, stage, victims, fault, ordered: false });
    await producer.disconnect();
    return outcome;
  });
}

async function scatter(producer: Producer, { round, chance, journal }: Counter & { round: number }): Promise<void> {
  const figures: Figured[] = Array.from({ length: 60 }, (_, n) => {
    const indicator = chance.oneOf(posted);
    return {
      id: `scattered-${round}-${n}`,
      indicator,
      period: pastDay(chance.below(30)),
      value: 90 + chance.below(20),
    };
  });
  journal.send(figures);
  const twice = figures.flatMap((figure) => (chance.happens(0.3) ? [figure, figure] : [figure]));
  const messages = twice.map((figure) => ({
    key: figure.indicator,
    value: JSON.stringify({ ...figure, postedAt: new Date().toISOString() }),
    headers: { id: figure.id, to: String(chance.below(4)) },
  }));
  await producer.send({ topic: topics.observations, messages });
  journal.answered(
    figures,
    figures.map(({ id }) => id),
  );
}
