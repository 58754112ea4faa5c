import { cpuSeconds } from './cpu.js';
import { settled, startRegulator } from './regulator.js';
import { fill, kafkaStack, prepare } from './stack.js';
import type { Works } from './works.js';

/** What so many regulators of one group took a second, and the processor time an observation of all together. */
export interface Group {
  regulators: number;
  perSecond: number;
  cpu: number;
}

/** The same records through one regulator and through two that share the partitions; published while they run. */
export async function groups(works: Works): Promise<Group[]> {
  const found: Group[] = [];
  for (const regulators of [1, 2]) found.push(await group(works, regulators));
  return found;
}

async function group(works: Works, count: number): Promise<Group> {
  const stack = await kafkaStack();
  try {
    await prepare(stack, works);
    const regulators = await Promise.all(Array.from({ length: count }, () => startRegulator(stack)));
    const used = () => regulators.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
    const [begun, before] = [performance.now(), used()];
    const records = await fill(stack, works);
    await settled(regulators, records);
    const seconds = (performance.now() - begun) / 1_000;
    const cpu = Math.round(((used() - before) * 1e6) / records);
    for (const regulator of regulators) await regulator.stop();
    return { regulators: count, perSecond: Math.round(records / seconds), cpu };
  } finally {
    await stack.remove();
  }
}
