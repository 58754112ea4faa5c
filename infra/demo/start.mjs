// `npm start`: makes the clone ready, runs the regulator, and gives an empty server the demo federation with its history.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build, install } from '../setup/prepare.mjs';
import { signIns } from './sign-ins.mjs';

install();
build();
const { offerDemo } = await import('./offer.mjs');
const address = addressOf(process.env);
const children = new Set();
const ending = new AbortController();

if (await answers()) {
  console.error(`Something answers at ${address} already. Stop it, or choose another port: PORT=8401 npm start`);
  process.exit(1);
}
// Unless told otherwise the server is quiet, so that the progress can be read.
process.env.LOG_LEVEL ||= 'warn';
// Somebody of each kind, without a password: the server takes that on loopback only.
if (process.env.ACCESS !== 'open') process.env.DEMO_SIGN_INS ||= signIns.join();
const regulator = run('dist/apps/regulator/main.js');
regulator.on('exit', (code) => {
  process.exitCode = code ?? (ending.signal.aborted ? 0 : 1);
  end('SIGTERM');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end('SIGTERM'));
process.on('exit', () => end('SIGTERM'));

try {
  const dataDir = process.env.DATA_DIR || 'data';
  if (await healthy())
    await offerDemo({
      address,
      dataDir,
      synco,
      isOpen: process.env.ACCESS === 'open',
      isStopping: () => ending.signal.aborted,
    });
} catch (error) {
  if (!ending.signal.aborted) {
    console.error(`${error.message}\nThe server goes on without the rest of the demo; start again to go on with it.`);
  }
}

/**
 * Runs a compiled script as a child of this process, with its terminal and its environment. In a process group of its own, so
 * that Ctrl-C reaches it once, through `end`, and not a second time from the terminal.
 */
function run(script, ...args) {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
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
  while (!ending.signal.aborted) {
    if (await answers()) return true;
    await sleep(200);
  }
  return false;
}

function answers() {
  return fetch(`${address}/health`, { signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );
}

function end(signal) {
  if (ending.signal.aborted) return;
  ending.abort();
  for (const child of children) child.kill(signal);
}

function addressOf({ HOST, PORT }) {
  const host = ['0.0.0.0', '::', undefined, ''].includes(HOST) ? '127.0.0.1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT || '8400'}`;
}
