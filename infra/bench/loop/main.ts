import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { latencies } from './latency.js';
import { groups } from './pair.js';
import { machine, markdown, type Results } from './report.js';
import { sealedLoops } from './seals.js';
import { embeddedStack, kafkaStack, type Stack } from './stack.js';
import { throughput } from './throughput.js';
import type { Works } from './works.js';

const { values: options } = parseArgs({
  options: {
    part: { type: 'string', default: 'throughput,latency,memory,pair,seals,import' },
    stack: { type: 'string', default: 'embedded,kafka' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});
const { quick } = options;
const wholes: Works = { indicators: 1_000, periods: quick ? 40 : 100, rollUps: true, lastAt: '2026-11-21T12:00:00Z' };
const results: Results = { throughput: [], latency: [], memory: [], pair: [], seals: [] };
const parts: Record<string, () => Promise<unknown>> = {
  throughput: measureThroughput,
  latency: measureLatency,
  memory: measureMemory,
  pair: async () => results.pair.push(...(await groups(wholes))),
  seals: async () => results.seals.push(...(await sealedLoops(wholes))),
  import: () => Promise.resolve(spawnSync(process.execPath, [importBench], { stdio: 'inherit' })),
};
const importBench = fileURLToPath(new URL('../../../../infra/bench/import.mjs', import.meta.url));

for (const name of options.part.split(',')) {
  const part = parts[name];
  if (!part) throw new Error(`There is no part ${name}: choose among ${Object.keys(parts).join(', ')}.`);
  await part();
}
console.log(markdown(results));
if (options.json !== undefined) {
  writeFileSync(options.json, `${JSON.stringify({ machine: machine(), ...results }, null, 1)}\n`);
}

function stacks(): Stack['name'][] {
  return (['embedded', 'kafka'] as const).filter((name) => options.stack.split(',').includes(name));
}

async function measureThroughput(): Promise<void> {
  for (const name of stacks()) {
    for (const rollUps of [true, false]) {
      results.throughput.push(await throughput(name, { ...wholes, rollUps }, options.profile));
    }
  }
}

/** Five minutes a figure, some history, and then each rate for so many seconds. */
async function measureLatency(): Promise<void> {
  const works = { ...wholes, quick: true, periods: 40, lastAt: hoursAgo(8) };
  const rates = { embedded: [50, 500], kafka: [50, 500, 2_000] };
  for (const name of stacks()) {
    const postings = rates[name].map((rate) => ({ rate, seconds: quick ? 10 : 20 }));
    results.latency.push(...(await on(name, (stack) => latencies(stack, works, postings))));
  }
}

/** No more history than a filter needs to begin; the same rate throughout. */
async function measureMemory(): Promise<void> {
  for (const indicators of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
    const works = { ...wholes, indicators, rollUps: false, quick: true, periods: 12, lastAt: hoursAgo(2) };
    const postings = [{ rate: 200, seconds: 20 }];
    results.memory.push(...(await on('kafka', (stack) => latencies(stack, works, postings))));
  }
}

async function on<T>(name: Stack['name'], work: (stack: Stack) => Promise<T>): Promise<T> {
  const stack = await (name === 'kafka' ? kafkaStack() : embeddedStack());
  try {
    return await work(stack);
  } finally {
    await stack.remove();
  }
}

function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}
