// `npm start`: makes the clone ready, runs the regulator, and gives an empty server the demo federation with its history.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, install } from '../setup/prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const children = new Set();
let stopping = false;

install();
build();
const { offerDemo } = await import('./offer.mjs');
const address = addressOf(process.env);
const regulator = run('dist/apps/regulator/main.js');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
regulator.on('exit', (code) => {
  process.exitCode = code ?? (stopping ? 0 : 1);
  stop('SIGTERM');
});

try {
  if (await healthy())
    await offerDemo({ address, dataDir: process.env.DATA_DIR ?? `${root}data`, synco, isStopping: () => stopping });
} catch (error) {
  if (!stopping) console.error(`${error.message}\nThe server goes on without the demo; start again to try once more.`);
}

function run(script, ...args) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../${script}`, import.meta.url)), ...args], {
    stdio: 'inherit',
    env: process.env,
  });
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

/** Runs a `synco` command against the server; rejects if it failed. Refused rows (exit code 2) are no failure here. */
function synco(...args) {
  const child = run('dist/apps/workplace/main.js', ...args, '--server', address);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 || code === 2 ? resolve() : reject(new Error(`synco ${args[0]} failed.`))));
  });
}

async function healthy() {
  while (!stopping && regulator.exitCode === null) {
    const answer = await fetch(`${address}/health`).catch(() => null);
    if (answer !== null) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

function stop(signal) {
  stopping = true;
  for (const child of children) child.kill(signal);
}

function addressOf({ HOST = '127.0.0.1', PORT = '8400' }) {
  const host = ['0.0.0.0', '::', ''].includes(HOST) ? '127.0.0.1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT || '8400'}`;
}
