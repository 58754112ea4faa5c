import { brokers } from './brokers.js';
import type { Outcome } from './campaign.js';
import { clocks } from './clocks.js';
import { databases } from './databases.js';
import { disks } from './disks.js';
import { kills, type Order } from './kills.js';
import { twoPartitions } from './two-partitions.js';
import { zombies } from './zombies.js';

/** Every scenario by its name. */
export const scenarios: Readonly<Record<string, (order: Order) => Promise<Outcome>>> = {
  ...kills,
  ...zombies,
  ...brokers,
  'two-partitions': twoPartitions,
  ...databases,
  ...disks,
  ...clocks,
};
