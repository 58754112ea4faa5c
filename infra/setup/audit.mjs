// Holds the dependencies against what is known to be wrong with them: npm run audit.
// Each is pinned by its checksum, whatever a registry says; known faults are asked of the registry, where it answers that.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
const locked = Object.entries(packages).filter(([path]) => path !== '');

const unpinned = locked.filter(([, { integrity, link }]) => link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
const foreign = locked.filter(([, { resolved = '' }]) => resolved !== '');
for (const [path] of unpinned) console.error(`${path} is not pinned by a checksum.`);
for (const [path, { resolved }] of foreign) console.error(`${path} comes from ${resolved}, not from the registry.`);

const faults = knownFaults();
for (const { name, severity, range } of faults ?? [])
  console.error(`${name} ${range}: ${severity}. npm audit tells more.`);
if (faults === null) console.log('The registry does not tell known faults: only checksums were looked at.');
if (unpinned.length + foreign.length + (faults?.length ?? 0) > 0) process.exit(1);
console.log(
  `${locked.length} packages are pinned by their checksums${faults === null ? '' : ', none with a known grave fault'}.`,
);

/** Grave ones (high, critical) in what runs in production; null where the registry does not answer the question. */
function knownFaults() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const asked = spawnSync(npm, ['audit', '--json', '--omit=dev'], { cwd: root, encoding: 'utf8', timeout: 40_000 });
  try {
    const { vulnerabilities } = JSON.parse(asked.stdout);
    if (vulnerabilities === undefined) return null;
    return Object.values(vulnerabilities).filter(({ severity }) => severity === 'high' || severity === 'critical');
  } catch {
    return null;
  }
}
