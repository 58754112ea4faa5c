import pg from 'pg';
import { sleep } from '../kit/bus-reader.js';
import { startPostgres } from '../kit/postgres.js';
import { type Outcome, run } from './campaign.js';
import type { Chance } from '../kit/chance.js';
import { durable } from './databases.js';
import { type Order, over, pace } from './kills.js';
import type { Counter } from './poster.js';
import { SmallDisk } from './small-disk.js';
import { embeddedStage, type Stage } from './stage.js';
import { postgresStage } from './stage-postgres.js';

const againMs = 120_000;

/** The scenarios of a disk that is full for a while. */
export const disks: Record<string, (order: Order) => Promise<Outcome>> = {
  'disk-full': async (order) => {
    const disk = new SmallDisk(256);
    const server = await startPostgres(durable);
    const stage = postgresStage(await databaseOn(disk, server.url), { remove: () => server.stop() });
    return fullDisk('disk-full', { stage, disk }, order);
  },
  'disk-full-embedded': async (order) => {
    const disk = new SmallDisk(512);
    return fullDisk('disk-full-embedded', { stage: await embeddedStage(disk.make('data')), disk }, order);
  },
};

/** A database whose tables lie on the small disk; answers its address. */
async function databaseOn(disk: SmallDisk, url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create tablespace small location '${disk.make('tables', 'postgres')}'`);
  await client.query('create database synco tablespace small');
  await client.end();
  const address = new URL(url);
  address.pathname = '/synco';
  return address.href;
}

/** The disk is full for some seconds; when there is room again, figures must be taken again without anybody's help. */
async function fullDisk(scenario: string, on: { stage: Stage; disk: SmallDisk }, order: Order): Promise<Outcome> {
  const { stage, disk } = on;
  const rounds = Math.ceil(order.rounds / 3);
  try {
    return await over(stage, { count: 1, more: pace(order) }, (victims) => {
      const fault = async (chance: Chance, round: number, { journal }: Counter) => {
        await sleep(chance.between(200, 1_500));
        disk.fill();
        await sleep(chance.between(500, 4_000));
        disk.free();
        const [before, until] = [journal.acknowledged, performance.now() + againMs];
        while (journal.acknowledged === before) {
          if (performance.now() > until)
            throw new Error(
              `No figure was taken ${againMs / 1_000} s after round ${round}: ${victims[0]?.said.slice(-4_000)}`,
            );
          await sleep(50);
        }
      };
      return run({ ...order, rounds, scenario, stage, victims, fault });
    });
  } finally {
    disk.remove();
  }
}
