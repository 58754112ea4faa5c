// Resolves the broker's jars with Maven, once for each content of pom.xml, into .cache/kafka at the root.
//   node infra/kafka/jars.mjs      prints the folder
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pom = fileURLToPath(new URL('pom.xml', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/kafka', import.meta.url));

/** The folder that holds the broker's jars; Maven fills it on the first call. */
export function brokerJars() {
  need('java', 'openjdk-17-jre-headless');
  const folder = join(cache, createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12));
  if (existsSync(folder)) return folder;
  need('mvn', 'maven');
  console.error('Fetching the Kafka broker (once)…');
  mkdirSync(cache, { recursive: true });
  const half = mkdtempSync(join(cache, 'half-'));
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${half}`];
  const done = spawnSync('mvn', ['-q', '-B', '-f', pom, ...goal], { stdio: ['ignore', 2, 2] });
  if (done.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new Error('Maven could not fetch the Kafka broker named in infra/kafka/pom.xml; what it said stands above.');
  }
  publish(half, folder);
  return folder;
}

// Two processes may fetch at once: whoever is second throws its copy away.
function publish(half, folder) {
  try {
    renameSync(half, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(half, { recursive: true, force: true });
  }
}

function need(program, debianPackage) {
  if (spawnSync(program, ['-version'], { stdio: 'ignore' }).error === undefined) return;
  throw new Error(`The Kafka broker needs "${program}", which is not installed: apt-get install ${debianPackage}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(brokerJars());
