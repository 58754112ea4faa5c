import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from '../kit/bus-reader.js';
import { type Outcome, run } from './campaign.js';
import type { Chance } from '../kit/chance.js';
import { WrongClock } from './clock.js';
import { type Order, over, pace } from './kills.js';
import { embeddedStage, type Stage } from './stage.js';
import { kafkaStage, sharedStage } from './stage-postgres.js';

const hour = 3_600_000;

/** The scenarios of clocks that jump, two hours forward and two hours back. */
export const clocks: Record<string, (order: Order) => Promise<Outcome>> = {
  clock: async (order) => jump('clock', await embeddedStage(), order),
  'clock-postgres': async (order) => jump('clock-postgres', await sharedStage(), order),
  'clock-kafka': async (order) => jump('clock-kafka', await kafkaStage(), order),
};

/**
 * The clock of the machine that the only regulator stands on jumps while it runs. In the end it is two hours ahead for good: so
 * everything that was due by any of the clocks that there were is due by that one.
 */
async function jump(scenario: string, stage: Stage, order: Order): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'synco-faults-clock-'));
  const clock = new WrongClock(join(folder, 'wrong-by'));
  const more = { ...pace(order), ...clock.environment };
  const outcome = await over(stage, { count: 1, more }, (victims) => {
    const set = (hours: number) => {
      clock.set(hours * hour);
      for (const victim of victims) victim.signal('SIGUSR2');
    };
    const fault = async (chance: Chance) => {
      set(chance.oneOf([-2, 0, 2]));
      await sleep(chance.between(500, 3_000));
    };
    const mend = () => {
      set(2);
      return Promise.resolve();
    };
    return run({ ...order, scenario, stage, victims, fault, mend });
  });
  await rm(folder, { recursive: true, force: true });
  return outcome;
}
