// Makes a clone ready to run with Node alone: installs what the lock file names, and, asked to `build`,
// builds what is older than its sources. Run before anything that needs packages, so it imports none.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Installs dependencies unless node_modules is newer than the lock file: npm writes its own record of it last. */
export function install() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(record) && statSync(record).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  // npm ci empties what the link leads to: it may be another checkout's.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error('node_modules is a link and older than package-lock.json: run npm ci where it leads to.');
    process.exit(1);
  }
  console.error('Installing dependencies (once)…');
  run([npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Compiles the services and the page unless what stands in dist is newer than every source. */
export function build() {
  const stamp = join(root, 'dist', '.synco-built');
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const sources = ['apps', 'libs', 'infra/bench', 'infra/grafana', 'infra/setup', 'package-lock.json', 'tsconfig.json'];
  if (sources.every((source) => newest(join(root, source)) < built)) return;
  console.error('Building…');
  const started = new Date();
  run([npm, 'run', '--silent', 'build']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
  // A source saved while the build ran is newer than what was built.
  utimesSync(stamp, started, started);
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
