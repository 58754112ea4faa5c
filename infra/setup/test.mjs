// Runs one jest project (node | stack | page) with what it needs installed: `npm test`, `npm run test:stack`, `npm run test:page`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, install } from './prepare.mjs';

const [project, ...rest] = process.argv.slice(2);
install();
if (project !== 'node') build();
const jest = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));
const serial = project === 'node' ? [] : ['--runInBand'];
const done = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    `--selectProjects=${project}`,
    '--testTimeout=60000',
    ...serial,
    ...rest,
  ],
  { stdio: 'inherit' },
);
process.exit(done.status ?? 1);
