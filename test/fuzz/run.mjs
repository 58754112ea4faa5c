// Throws what nobody should send at every door, and prints what came of it: npm run fuzz -- [PART…] [--inputs N] [--seed S]; without a part, all.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { inputs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const parts = positionals.length === 0 ? {} : { FUZZ_PARTS: positionals.join(' ') };
const setup = fileURLToPath(new URL('../../infra/setup/test.mjs', import.meta.url));
const done = spawnSync(process.execPath, [setup, 'stack', '--testPathPatterns', 'test/fuzz'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_INPUTS: values.inputs, FUZZ_SEED: values.seed, ...parts },
});
process.exit(done.status ?? 1);
