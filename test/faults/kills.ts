import { sleep } from '../kit/bus-reader.js';
import { type Outcome, run } from './campaign.js';
import type { Chance } from '../kit/chance.js';
import { hurried } from './clock.js';
import type { Counter } from './poster.js';
import { embeddedStage, type Stage } from './stage.js';
import { kafkaStage, sharedStage } from './stage-postgres.js';
import { Victim } from './victim.js';

/** So long a round waits for a figure that is acknowledged, in ms. */
const patience = 20_000;

/** How many rounds, and which chance. */
export interface Order {
  rounds: number;
  seed: number;
}

/** The scenarios of regulators that are killed. */
export const kills: Record<string, (order: Order) => Promise<Outcome>> = {
  embedded: (order) => embeddedStage().then((stage) => killOne('embedded', stage, order)),
  kafka: (order) => kafkaStage().then((stage) => killOne('kafka', stage, order)),
  takeover: (order) => kafkaStage().then((stage) => takeOver('takeover', stage, order)),
  'takeover-postgres': async (order) => takeOver('takeover-postgres', await sharedStage(), order),
};

/** So many rounds are a long run; in a shorter one a minute lasts three seconds. */
const long = 60;
const speed = 20;

/** The pace of the regulators' clocks in a run of so many rounds. */
export const pace = ({ rounds }: Order): Record<string, string> => (rounds < long ? hurried(speed) : {});

/** Runs a campaign over so many regulators, and clears away. */
export async function over(
  stage: Stage,
  { count, more }: { count: number; more: Record<string, string> },
  work: (victims: Victim[]) => Promise<Outcome>,
): Promise<Outcome> {
  const victims: Victim[] = [];
  try {
    while (victims.length < count) victims.push(await Victim.start({ ...stage.environment, ...more }));
    return await work(victims);
  } finally {
    await Promise.all(victims.map((victim) => victim.stop()));
    await stage.remove();
  }
}

/** One regulator is killed at a random moment: a third of the times already while it starts, a third as soon as it has taken something. */
function killOne(scenario: string, stage: Stage, order: Order): Promise<Outcome> {
  return over(stage, { count: 1, more: pace(order) }, (victims) => {
    const fault = async (chance: Chance, _: number, { journal }: Counter) => {
      const [victim] = victims;
      const moment = chance.below(3);
      if (moment > 0) await victim?.listening();
      const before = journal.acknowledged;
      const until = performance.now() + (moment > 1 ? patience : 0);
      while (journal.acknowledged === before && performance.now() < until) await sleep(50);
      await sleep(chance.between(0, 1_500));
      await victim?.kill();
      victim?.start();
    };
    return run({ ...order, scenario, stage, victims, fault });
  });
}

/** One of two is killed; every fourth time it stays away until the other has had to take over. */
function takeOver(scenario: string, stage: Stage, order: Order): Promise<Outcome> {
  return over(stage, { count: 2, more: pace(order) }, (victims) => {
    const fault = async (chance: Chance, round: number) => {
      const victim = chance.oneOf(victims);
      await victim.listening();
      await sleep(chance.between(0, 1_500));
      await victim.kill();
      await sleep(round % 4 === 3 ? 12_000 : chance.between(0, 500));
      victim.start();
    };
    return run({ ...order, scenario, stage, victims, fault });
  });
}
