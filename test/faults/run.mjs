// Lets faults befall real regulators, and prints what was counted: npm run faults -- NAME… [--kills N] [--seed S]; without a name, all.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const names = positionals.length === 0 ? {} : { FAULTS_NAMES: positionals.join(' ') };
const setup = fileURLToPath(new URL('../../infra/setup/test.mjs', import.meta.url));
const done = spawnSync(process.execPath, [setup, 'stack', '--testPathPatterns', 'test/faults'], {
  stdio: 'inherit',
  env: { ...process.env, FAULTS_KILLS: values.kills, FAULTS_SEED: values.seed, ...names },
});
process.exit(done.status ?? 1);
