// Who waits while 50 000 figures are imported into the embedded regulator? `npm run bench` prints a table and one JSON line.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build, install } from '../setup/prepare.mjs';

const figures = Number(process.env.FIGURES ?? 50_000);
const indicators = 100;
const batch = 1_000;
const main = fileURLToPath(new URL('../../dist/apps/regulator/main.js', import.meta.url));

install();
build();
const folder = await mkdtemp(join(tmpdir(), 'synco-bench-'));
const port = 8_500 + Math.floor(Math.random() * 400);
const address = `http://127.0.0.1:${port}`;
const regulator = spawn(process.execPath, [main], {
  env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn', ACCESS: 'open' },
  stdio: 'inherit',
});
try {
  await answering();
  await send('PUT', '/api/organisation', organisation());
  print(await measure());
} finally {
  regulator.kill('SIGTERM');
  await new Promise((done) => regulator.once('exit', done));
  await rm(folder, { recursive: true, force: true });
}

async function measure() {
  const waits = { health: [], series: [] };
  let importing = true;
  const probes = [
    probe(waits.health, '/health', () => importing),
    probe(waits.series, '/api/indicators/team.0/series?limit=365', () => importing),
  ];
  const begun = performance.now();
  for (let from = 0; from < figures; from += batch)
    await send('POST', '/api/observations', { observations: batchFrom(from) });
  const posted = performance.now() - begun;
  while (!(await settled())) await pause(100);
  const assessed = performance.now() - begun;
  importing = false;
  await Promise.all(probes);
  return {
    figures,
    postedPerSecond: Math.round((figures / posted) * 1_000),
    assessedPerSecond: Math.round((figures / assessed) * 1_000),
    health: quantiles(waits.health),
    series: quantiles(waits.series),
    machine: { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version },
  };
}

async function probe(waits, path, goesOn) {
  while (goesOn()) {
    const begun = performance.now();
    const answer = await fetch(address + path, { headers: { 'Synco-As': 'bench@team' } });
    await answer.arrayBuffer();
    waits.push(performance.now() - begun);
    await pause(50);
  }
}

/** Whether every figure, and what follows from it above, has been taken. */
async function settled() {
  const { checks } = await (await fetch(`${address}/health`)).json();
  return checks.consumer.detail.startsWith('0 ') && checks.outbox.detail.startsWith('0 ');
}

function batchFrom(from) {
  return Array.from({ length: batch }, (_, index) => {
    const n = from + index;
    const period = new Date(Date.UTC(2024, 0, 1) + Math.floor(n / indicators) * 86_400_000).toISOString().slice(0, 10);
    return { id: `bench-${n}`, indicator: `team.${n % indicators}`, period, value: 100 + Math.sin(n * 12.9898) * 5 };
  });
}

function organisation() {
  const daily = { name: 'Output', measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };
  return {
    name: 'Bench',
    units: [
      { id: 'works', name: 'Works', parent: null, timeZone: 'UTC' },
      { id: 'team', name: 'Team', parent: 'works' },
    ],
    indicators: [
      { ...daily, id: 'works.output', unit: 'works', rollUp: { rule: 'sum' } },
      ...Array.from({ length: indicators }, (_, n) => ({
        ...daily,
        id: `team.${n}`,
        unit: 'team',
        into: 'works.output',
      })),
    ],
  };
}

async function answering() {
  for (let tries = 0; tries < 300; tries += 1) {
    const ok = await fetch(`${address}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await pause(100);
  }
  throw new Error('The regulator did not come up.');
}

async function send(method, path, content) {
  const request = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) };
  const answer = await fetch(address + path, request);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

function quantiles(waits) {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1));
  return { requests: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

function row(name, { requests, p50, p95, max }) {
  return `| ${name} | ${requests} | ${p50} | ${p95} | ${max} |`;
}

function print(result) {
  console.log(
    `${result.figures} figures: ${result.postedPerSecond}/s taken at the door, ${result.assessedPerSecond}/s through the whole loop`,
  );
  console.log(`on ${result.machine.cores} × ${result.machine.cpu}, Node ${result.machine.node}\n`);
  console.log('| answer during the import | requests | p50 ms | p95 ms | max ms |\n|---|---|---|---|---|');
  console.log(`${row('GET /health', result.health)}\n${row('GET series (a year of days)', result.series)}\n`);
  console.log(JSON.stringify(result));
}
