import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  applyOrganisation,
  type Database,
  embeddedBus,
  migrate,
  openEmbedded,
  openPostgres,
} from '#libs/adapters-postgres';
import { kafkaBus, type Sealer } from '#libs/adapters-kafka';
import { OrganisationDocument } from '#libs/contracts';
import type { Bus, OutgoingRecord } from '#libs/regulation';
import { startPostgres } from '../../../test/kit/postgres.js';
import { organisationOf, recordsOf, type Works } from './works.js';

/** Bus and store that a regulator can be started over. */
export interface Stack {
  name: 'embedded' | 'kafka';
  /** The settings of a regulator on it. */
  environment: Record<string, string>;
  /** Opens bus and store for as long as `work` lasts; on an embedded one no regulator may run meanwhile. */
  use<T>(work: (database: Database, bus: Bus) => Promise<T>): Promise<T>;
  /** The processes besides the regulator, by name. */
  processes: Record<string, number>;
  remove(): Promise<void>;
}

/** How what is published is sealed, and the settings by which a regulator looks at it. */
interface Sealed {
  seal?: Sealer;
  environment?: Record<string, string>;
}

const quiet = () => {};
const brokerScript = fileURLToPath(new URL('../../../../infra/kafka/broker.mjs', import.meta.url));
/** Everything durable as PostgreSQL has it by default. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const partitions = 4;

/** PGlite in a folder of its own. */
export async function embeddedStack(): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'synco-bench-'));
  return {
    name: 'embedded',
    environment: { DATA_DIR: folder, PARTITIONS: String(partitions) },
    processes: {},
    use: async (work) => {
      const database = await openEmbedded(folder);
      try {
        await migrate(database);
        return await work(database, await embeddedBus(database, { partitions, log: quiet }));
      } finally {
        await database.close();
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A Kafka broker and a PostgreSQL 15 on this machine. */
export async function kafkaStack(settings: Record<string, string> = {}, sealed: Sealed = {}): Promise<Stack> {
  const [broker, postgres] = await Promise.all([startBroker(), startPostgres({ ...durable, ...settings })]);
  return {
    name: 'kafka',
    environment: {
      DATABASE_URL: postgres.url,
      KAFKA_BROKERS: broker.address,
      PARTITIONS: String(partitions),
      ...sealed.environment,
    },
    processes: { kafka: broker.pid, postgres: postgres.pid() },
    use: async (work) => {
      const database = await openPostgres(postgres.url, quiet);
      const { seal } = sealed;
      const bus = await kafkaBus({ brokers: [broker.address], clientId: 'bench', partitions, seal, log: quiet });
      try {
        await migrate(database);
        return await work(database, bus);
      } finally {
        await bus.close();
        await database.close();
      }
    },
    remove: async () => {
      await broker.stop();
      await postgres.stop();
    },
  };
}

/** Applies the organisation. */
export async function prepare(stack: Stack, works: Works): Promise<void> {
  const document = OrganisationDocument.parse(organisationOf(works));
  await stack.use((database) =>
    applyOrganisation(database, document, { by: null, now: new Date().toISOString(), dryRun: false }),
  );
}

/** Publishes all observations straight to the bus; answers how many. */
export function fill(stack: Stack, works: Works): Promise<number> {
  return stack.use(async (_, bus) => {
    let count = 0;
    for (const part of inParts(recordsOf(works), 2_000)) {
      await bus.publish(part);
      count += part.length;
    }
    return count;
  });
}

function* inParts(records: Iterable<OutgoingRecord>, size: number): Generator<OutgoingRecord[]> {
  let part: OutgoingRecord[] = [];
  for (const record of records) {
    part.push(record);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

async function startBroker(): Promise<{ address: string; pid: number; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [brokerScript, 'start', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await said(child, /Kafka answers on (127\.0\.0\.1:\d+)/);
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { address, pid: child.pid ?? 0, stop };
}

function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      text = (text + String(chunk)).slice(-10_000);
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The broker did not start:\n${text}`)));
  });
}
