import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { residentMb } from '../loop/cpu.js';
import { startRegulator } from '../loop/regulator.js';
import { kafkaStack, prepare } from '../loop/stack.js';
import type { Works } from '../loop/works.js';
import { faultsOf } from './check.js';
import { drawSoak, type Sample } from './draw-soak.js';
import { Traffic } from './traffic.js';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '1000' },
    picture: { type: 'boolean', default: false },
  },
});
const [minutes, rate] = [Number(options.minutes), Number(options.rate)];
const batch = 50;
const sampleMs = 10_000;
const indicators = 2_000;
const works: Works = {
  indicators,
  periods: Math.ceil((minutes * 60 * rate * 1.1) / indicators),
  rollUps: true,
  lastAt: new Date(Date.now() - 86_400_000).toISOString(),
};

const stack = await kafkaStack();
await prepare(stack, works);
const regulator = await startRegulator(stack);
const traffic = new Traffic(works);
const journal = { acknowledged: 0, kept: new Map<string, number>(), retried: 0 };
const samples: Sample[] = [];
let waits: number[] = [];

const begun = performance.now();
const sampling = setInterval(() => void sample(), sampleMs);
await post();
const postedIn = (performance.now() - begun) / 1_000;
while (!(await regulator.idle())) await pause(250);
const drainedIn = (performance.now() - begun) / 1_000 - postedIn;
clearInterval(sampling);
await regulator.stop();
const faults = await stack.use((database) => faultsOf(database, journal));
await stack.remove();
report();

/** So many a second whatever the answers take; a batch that fails is posted again under the same ids. */
async function post(): Promise<void> {
  const running = new Set<Promise<void>>();
  for (let sent = 0; sent < minutes * 60 * rate; sent += batch) {
    const due = begun + (sent / rate) * 1_000;
    if (due > performance.now()) await pause(due - performance.now());
    const figures = traffic.next(batch, (performance.now() - begun) / 1_000);
    const sending = send(figures, due).finally(() => running.delete(sending));
    running.add(sending);
    if (running.size > 200) await Promise.race(running);
  }
  await Promise.all(running);
}

async function send(figures: ReturnType<Traffic['next']>, due: number): Promise<void> {
  const body = JSON.stringify({ observations: figures.map((figure) => figure.body) });
  for (;;) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${regulator.address}/api/observations`, { method: 'POST', headers, body }).catch(
      () => null,
    );
    await answer?.arrayBuffer();
    if (answer?.status === 202) break;
    journal.retried += 1;
    await pause(500);
  }
  waits.push(performance.now() - due);
  journal.acknowledged += figures.length;
  for (const { body: figure, place } of figures) {
    if (place % 97 === 0 && 'period' in figure)
      journal.kept.set(`${figure.indicator} ${String(figure.period)}`, figure.value);
  }
}

async function sample(): Promise<void> {
  const health = await (await fetch(`${regulator.address}/health`)).text();
  const number = (pattern: RegExp) => Number(pattern.exec(health)?.[1] ?? 0);
  const sorted = waits.toSorted((a, b) => a - b);
  waits = [];
  samples.push({
    minute: (performance.now() - begun) / 60_000,
    regulatorMb: residentMb(regulator.pid),
    waiting: number(/(\d+) records wait/) + number(/(\d+) messages wait/),
    answerMs: sorted[Math.floor(0.95 * sorted.length)] ?? 0,
  });
}

function report(): void {
  const { counts } = traffic;
  const last = samples.slice(-6);
  console.log(
    `${minutes} minutes at ${rate}/s over Kafka, PostgreSQL 15 and HTTP: ${journal.acknowledged} figures of ${indicators} indicators`,
  );
  console.log(
    `(${counts.late} late, ${counts.correction} corrections, ${counts.silent} that never came; ${journal.retried} batches sent again)`,
  );
  console.log(`posted in ${postedIn.toFixed(0)} s; nothing waited ${drainedIn.toFixed(1)} s after the last\n`);
  console.log('| lost | counted twice | wrong | untrue sums | refused |\n|---|---|---|---|---|');
  console.log(
    `| ${faults.lost} | ${faults.doubled} | ${faults.wrong} of ${journal.kept.size} | ${faults.untrueSums} | ${faults.refused} |\n`,
  );
  const early = samples.filter(({ minute }) => minute > minutes * 0.15 && minute < minutes * 0.3);
  console.log(`memory of the regulator: ${mean(early)} MB after the first sixth, ${mean(last)} MB at the end`);
  console.log(JSON.stringify({ minutes, rate, counts, faults, samples }));
  if (options.picture) {
    const path = fileURLToPath(new URL('../../../../infra/bench/soak/soak.svg', import.meta.url));
    writeFileSync(path, drawSoak(samples));
  }
}

function mean(of: readonly Sample[]): number {
  return Math.round(of.reduce((sum, { regulatorMb }) => sum + regulatorMb, 0) / Math.max(1, of.length));
}
