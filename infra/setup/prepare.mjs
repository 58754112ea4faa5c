// Makes a clone ready to run with Node alone: installs what the lock file names, and, asked to `build`,
// builds what is older than its sources. Run before anything that needs packages, so it imports none.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Installs dependencies unless the ones in node_modules are those of the lock file. */
export function install() {
  const stamp = join(root, 'node_modules', '.synco-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing dependencies (once)…');
  run([npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

/** Compiles the services and the page unless what stands in dist is newer than every source. */
export function build() {
  const stamp = join(root, 'dist', '.synco-built');
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const sources = ['apps', 'libs', 'infra/setup', 'package-lock.json', 'tsconfig.json'];
  if (sources.every((source) => newest(join(root, source)) < built)) return;
  console.error('Building…');
  const started = new Date();
  run([npm, 'run', '--silent', 'build']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, started.toISOString());
}

function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function run([command, ...args]) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(`\n"${command} ${args.join(' ')}" failed (exit ${done.status ?? done.error?.message}).`);
    process.exit(done.status ?? 1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  if (process.argv[2] === 'build') build();
}
