import { setTimeout as pause } from 'node:timers/promises';
import { bare } from './bare.js';
import { cpuSeconds } from './cpu.js';
import { settled, startRegulator } from './regulator.js';
import { embeddedStack, fill, kafkaStack, prepare, type Stack } from './stack.js';
import { counting, countFromHere, statements } from './statements.js';
import type { Works } from './works.js';

/** One run of the loop next to the bare pipe on the same stack. */
export interface Throughput {
  stack: Stack['name'];
  works: Works;
  records: number;
  /** Observations a second through the whole loop, until nothing waits. */
  loop: number;
  /** The bare pipe before and after it, and the loop's share of their mean. */
  bare: number[];
  share: number;
  /** Microseconds of processor time an observation, by process. */
  cpu: Record<string, number>;
}

/** Measures one stack: fill the bus, bare pipe, loop, bare pipe. With a folder for `profiles` it also says what has cost most. */
export async function throughput(name: Stack['name'], works: Works, profiles?: string): Promise<Throughput> {
  const stack = await (name === 'kafka' ? kafkaStack(profiles === undefined ? {} : counting) : embeddedStack());
  const node = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  try {
    await prepare(stack, works);
    const records = await fill(stack, works);
    const before = await bare(stack, records);
    if (profiles !== undefined) await countFromHere(stack);
    const { loop, cpu } = await regulate(stack, records, node);
    if (profiles !== undefined) console.error((await statements(stack)).join('\n'));
    const after = await bare(stack, records);
    const limits = [before.perSecond, after.perSecond];
    const share = loop / ((before.perSecond + after.perSecond) / 2);
    return { stack: name, works, records, loop, bare: limits, share: Math.round(share * 100) / 100, cpu };
  } finally {
    await stack.remove();
  }
}

/** Lets one regulator take all that lies on the bus. Its start does not count: the clock begins with its first answer. */
async function regulate(
  stack: Stack,
  records: number,
  node: readonly string[],
): Promise<Pick<Throughput, 'loop' | 'cpu'>> {
  const regulator = await startRegulator(stack, node);
  try {
    const processes = { regulator: regulator.pid, ...stack.processes };
    const used = () => Object.entries(processes).map(([name, pid]) => [name, cpuSeconds(pid)] as const);
    let first = await regulator.taken();
    while (first === 0) {
      await pause(20);
      first = await regulator.taken();
    }
    const [begun, before] = [performance.now(), new Map(used())];
    await settled([regulator], records);
    const seconds = (performance.now() - begun) / 1_000;
    const cpu = used().map(([name, after]) => [
      name,
      Math.round(((after - (before.get(name) ?? 0)) * 1e6) / (records - first)),
    ]);
    return { loop: Math.round((records - first) / seconds), cpu: Object.fromEntries(cpu) };
  } finally {
    await regulator.stop();
  }
}
