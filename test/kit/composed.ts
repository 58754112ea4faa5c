import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOf, mountSecrets, readComposition, root } from '../../infra/docker/composition.js';
import { freePort } from './free-port.js';
import { type Part, runPart } from './part.js';
import { type PostgresServer, startPostgres } from './postgres.js';
import { dockerfileCommands, layOutImage } from './production.js';

/** The regulator's process, and the Dockerfile's healthcheck run against it: its exit code. */
export interface RegulatorPart extends Part {
  address: string;
  healthcheck(): number | null;
}

/** The services of docker-compose.yml by hand, each in its own time. */
export interface ComposedStack {
  /** The folder in which services find their secrets. */
  secrets: string;
  /** Where clients reach Kafka, over TLS and with a user. */
  brokers: string[];
  /** Where Kafka speaks to itself, and those in its container to it. */
  kafkaSelf: string;
  databaseUrl: string;
  database: PostgresServer;
  startKafka(): Part;
  startRegulator(service: 'regulator' | 'regulator-two'): Promise<RegulatorPart>;
  remove(): Promise<void>;
}

const composition = readComposition(readFileSync(join(root, 'docker-compose.yml'), 'utf8'));

/** Makes secrets, image and an empty database whose roles are made as the service makes them; nothing else runs yet. */
export async function composeStack(): Promise<ComposedStack> {
  const folder = mkdtempSync(join(tmpdir(), 'synco-composed-'));
  chmodSync(folder, 0o755);
  const secrets = join(folder, 'secrets');
  execFileSync(process.execPath, [join(root, 'infra/docker/secrets.mjs'), '--folder', join(folder, 'made')]);
  mountSecrets(composition, join(folder, 'made'), secrets);
  layOutImage(join(folder, 'app'));
  const database = await startPostgres(
    {},
    { user: 'postgres', passwordFile: join(secrets, 'database-owner-password') },
  );
  makeRoles(database.url, secrets);
  const [inside, machine, self, controller] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const { port } = new URL(database.url);
  const running: Part[] = [];
  const remember = <T extends Part>(part: T) => {
    running.push(part);
    return part;
  };
  return {
    secrets,
    brokers: [`127.0.0.1:${inside}`],
    kafkaSelf: `127.0.0.1:${self}`,
    databaseUrl: `postgres://synco@127.0.0.1:${port}/synco`,
    database,
    startKafka: () => remember(kafkaPart({ folder, secrets, inside, machine, self, controller })),
    startRegulator: async (service) => {
      const hosts = { 'timescale:5432': `127.0.0.1:${port}`, 'kafka:9092': `127.0.0.1:${inside}` };
      return remember(regulatorPart({ folder, secrets, service, hosts, port: await freePort() }));
    },
    remove: async () => {
      for (const part of running.toReversed()) await part.stop();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the image's entrypoint does with a new volume: the database that the service names, then its file of roles. */
function makeRoles(url: string, secrets: string): void {
  const psql = (database: string, input: string) => {
    const address = new URL(url);
    address.pathname = database;
    const args = ['-v', 'ON_ERROR_STOP=1', '--no-password', '--no-psqlrc', '--quiet', '-d', address.href];
    execFileSync('psql', args, { input, stdio: ['pipe', 'ignore', 'inherit'] });
  };
  psql('postgres', `create database ${composition.services['timescale']?.environment['POSTGRES_DB']};`);
  const roles = readFileSync(join(root, 'infra/docker/timescale/roles.sql'), 'utf8');
  psql('synco', roles.replaceAll('/run/secrets', secrets));
}

interface KafkaPlace {
  folder: string;
  secrets: string;
  inside: number;
  machine: number;
  self: number;
  controller: number;
}

function kafkaPart({ folder, secrets, inside, machine, self, controller }: KafkaPlace): Part {
  const data = join(folder, 'kafka');
  mkdirSync(data, { recursive: true });
  const settings = join(folder, 'server.properties');
  const text = readFileSync(join(root, 'infra/docker/kafka/server.properties'), 'utf8')
    .replaceAll(/:\/\/(?=:)/g, '://127.0.0.1')
    .replaceAll('kafka:9092', `127.0.0.1:${inside}`)
    .replaceAll(':9092', `:${inside}`)
    .replaceAll(':9094', `:${machine}`)
    .replaceAll(':9095', `:${self}`)
    .replaceAll(':9093', `:${controller}`)
    .replaceAll('/run/secrets', secrets)
    .replaceAll('/var/lib/kafka/data', data);
  writeFileSync(settings, text);
  const libs = execFileSync(process.execPath, [join(root, 'infra/kafka/jars.mjs')], { encoding: 'utf8' }).trim();
  const environment = {
    PATH: process.env['PATH'],
    KAFKA_LIBS: libs,
    KAFKA_LOGGING: join(root, 'infra/kafka/log4j2.properties'),
    SECRETS: secrets,
    // Quick to start rather than quick to run.
    KAFKA_JVM: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
  };
  return runPart(['sh', join(root, 'infra/docker/kafka/start.sh'), settings], environment);
}

interface RegulatorPlace {
  folder: string;
  secrets: string;
  service: string;
  hosts: Record<string, string>;
  port: number;
}

function regulatorPart({ folder, secrets, service, hosts, port }: RegulatorPlace): RegulatorPart {
  const found = composition.services[service];
  if (!found) throw new Error(`docker-compose.yml has no service ${service}`);
  const filled = Object.entries(environmentOf(found, secrets)).map(([name, value]) => [
    name,
    Object.entries(hosts).reduce((text, [there, here]) => text.replace(there, here), value),
  ]);
  const own = { HOST: '127.0.0.1', PORT: String(port), NODE_ENV: 'production', PATH: process.env['PATH'] };
  const environment: Record<string, string | undefined> = { ...Object.fromEntries(filled), ...own };
  const { start, healthcheck } = dockerfileCommands();
  const at = { cwd: join(folder, 'app'), ...nobody() };
  return {
    ...runPart(start, environment, at),
    address: `http://127.0.0.1:${port}`,
    healthcheck: () => spawnSync(healthcheck[0] ?? '', healthcheck.slice(1), { env: environment, ...at }).status,
  };
}

/** Where this process may choose, a user without rights, as in the container; unless it could not even run Node. */
function nobody(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const user = { uid: 65_534, gid: 65_534 };
  return spawnSync('node', ['--version'], { ...user, cwd: '/' }).status === 0 ? user : {};
}
