import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openPostgres } from '#libs/adapters-postgres';
import { startPostgres } from '../../../test/kit/postgres.js';
import { alertsOf } from './alerts.js';
import { ask, type Asked } from './ask.js';
import { fillAlerts, fillFigures } from './fill.js';
import { indicatorOf, type Size, whole, works } from './works.js';

const main = fileURLToPath(new URL('../../../apps/regulator/main.js', import.meta.url));
const { values: options } = parseArgs({
  options: {
    teams: { type: 'string', default: String(whole.teams) },
    days: { type: 'string', default: String(whole.days) },
    times: { type: 'string', default: '500' },
  },
});
const size: Size = { ...whole, teams: Number(options.teams), days: Number(options.days) };
const port = 8_900 + Math.floor(Math.random() * 90);
const address = `http://127.0.0.1:${port}`;

const postgres = await startPostgres();
let regulator: ChildProcess | undefined;
try {
  regulator = await startRegulator(postgres.url);
  await applyWorks();
  const filled = await fill(postgres.url);
  const answers = await ask(address, size, Number(options.times));
  print(filled, answers);
} finally {
  regulator?.kill('SIGTERM');
  if (regulator) await once(regulator, 'exit');
  await postgres.stop();
}

async function startRegulator(databaseUrl: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
      ACCESS: 'open',
    },
    stdio: 'inherit',
  });
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${address}/health`).catch(() => null);
    if (answer?.ok) return child;
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error('The regulator did not come up.');
}

async function applyWorks(): Promise<void> {
  const answer = await fetch(`${address}/api/organisation`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(works(size)),
  });
  if (!answer.ok) throw new Error(`The organisation was refused: ${(await answer.text()).slice(0, 500)}`);
}

async function fill(url: string): Promise<{ figures: number; bytes: number; seconds: number }> {
  const database = await openPostgres(url, console.error);
  const begun = performance.now();
  const indicators = Array.from({ length: size.teams * size.each }, (_, number) =>
    indicatorOf(Math.floor(number / size.each), number % size.each),
  );
  const figures = await fillFigures(database.pool, indicators, size, (done) => {
    if (done % (1_000 * size.days) === 0) console.error(`${(done / 1e6).toFixed(1)} million figures`);
  });
  await fillAlerts(database.pool, alertsOf(size, 20_000));
  await database.pool.query('vacuum analyze');
  const { rows } = await database.pool.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes');
  await database.close();
  return { figures, bytes: rows[0]?.bytes ?? 0, seconds: (performance.now() - begun) / 1_000 };
}

function print(
  { figures, bytes, seconds }: { figures: number; bytes: number; seconds: number },
  answers: readonly Asked[],
) {
  const stored = `${(figures / 1e6).toFixed(1)} million figures, each with its observation and assessment: ${(bytes / 1e9).toFixed(1)} GB`;
  console.log(`${stored} in PostgreSQL 15 (filled in ${Math.round(seconds)} s), over HTTP, one request at a time,`);
  console.log(`on ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n`);
  console.log('| question | requests | p50 ms | p95 ms | p99 ms | max ms |\n|---|---|---|---|---|---|');
  for (const { question, requests, p50, p95, p99, max } of answers)
    console.log(`| ${question} | ${requests} | ${p50} | ${p95} | ${p99} | ${max} |`);
  console.log(`\n${JSON.stringify({ figures, bytes, answers })}`);
}
