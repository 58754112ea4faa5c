// Runs one jest project (node | stack | page) with what it needs installed: `npm test`, `npm run test:stack`, `npm run test:page`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, install } from './prepare.mjs';

const [project, ...given] = process.argv.slice(2);
install();
if (project !== 'node') build();
const jest = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));
// As many files at once as there are cores; of those that start servers of their own, which mostly wait for them, two.
const workers = project === 'node' ? '--maxWorkers=100%' : '--maxWorkers=2';
// jest would run what any of several patterns names: the last one, of whoever has called the command, stands for all.
const last = given.lastIndexOf('--testPathPatterns');
const rest = given.filter(
  (_, at) => at >= last || (given[at] !== '--testPathPatterns' && given[at - 1] !== '--testPathPatterns'),
);
const done = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    // An engine made of WebAssembly lives for the seconds of one test file: making its code quick costs more than it saves.
    '--liftoff-only',
    '--disable-warning=ExperimentalWarning',
    jest,
    `--selectProjects=${project}`,
    '--testTimeout=60000',
    workers,
    // What a test file has loaded is never quite let go of, and collecting around it takes ever longer.
    '--workerIdleMemoryLimit=700MB',
    ...rest,
  ],
  { stdio: 'inherit' },
);
process.exit(done.status ?? 1);
