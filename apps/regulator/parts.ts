import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  type Client,
  type Database,
  embeddedBus,
  forgetMembers,
  loopStore,
  migrate,
  openEmbedded,
  openPostgres,
  organisationReader,
  type Queryable,
  Wake,
} from '#libs/adapters-postgres';
import { kafkaBus, macSealer } from '#libs/adapters-kafka';
import type { Organisation } from '#libs/organisation';
import type { Bus, OutgoingRecord, Store } from '#libs/regulation';
import type { Logger } from 'pino';
import { type Mailer, smtpMailer } from './access/mailer.js';
import type { Config } from './config.js';
import { makeMetrics, type Metrics } from './metrics.js';
import { reachDatabase } from './reach-database.js';

/** Everything that the regulator is made of, opened once and handed to whoever needs it. */
export interface Parts {
  config: Config;
  log: Logger;
  /** This process among the regulators. */
  name: string;
  database: Database;
  timescale: boolean;
  store: Store;
  bus: Bus;
  /** Publishes in the relay's transaction where bus and store are one database, else straight to the bus. */
  relay: (records: OutgoingRecord[], client: Client) => Promise<void>;
  organisation: (client: Queryable) => Promise<Organisation | null>;
  /** The time as people live it; everything that asks for it gets it here. */
  now: () => string;
  metrics: Metrics;
  /** Null where no server for mail is named. */
  mailer: Mailer | null;
  /** Called after every commit that others may want to hear of. */
  committed: Wake;
}

export const PARTS = Symbol('parts');

/** Opens the store and the bus that the settings name. */
export async function openParts(config: Config, log: Logger, now: () => string): Promise<Parts> {
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl, (message) => log.warn(message))
    : await openEmbedded(config.dataDir, (message) => log.warn(message));
  try {
    if (database.kind === 'postgres') await reachDatabase(() => database.pool.query('select 1'), log);
    const migrated = await migrate(database);
    log.info({ store: database.kind, ...migrated }, 'the store is ready');
    if (migrated.withoutPanels) log.warn(`Grafana can read nothing. ${migrated.withoutPanels}`);
    return await joined({ config, log, now }, database, migrated.timescale);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function joined(
  { config, log, now }: Pick<Parts, 'config' | 'log' | 'now'>,
  database: Database,
  timescale: boolean,
): Promise<Parts> {
  const name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const committed = new Wake();
  const said = (level: 'debug' | 'info' | 'warn' | 'error', message: string, extra?: object) =>
    log[level](extra ?? {}, message);
  const common = {
    config,
    log,
    name,
    database,
    timescale,
    committed,
    store: loopStore(database),
    organisation: organisationReader(),
    now,
    metrics: makeMetrics(),
    mailer: config.mail ? smtpMailer(config.mail.smtpUrl, config.mail.from, config.publicUrl) : null,
  };
  if (config.kafkaBrokers) {
    const bus = await kafkaBus({
      brokers: config.kafkaBrokers,
      security: config.kafkaSecurity,
      seal: config.recordKeys[0] && macSealer(config.recordKeys[0]),
      clientId: name,
      partitions: config.partitions,
      log: said,
    });
    return { ...common, bus, relay: (records) => bus.publish(records) };
  }
  if (database.kind === 'embedded') await forgetMembers(database);
  const bus = await embeddedBus(database, { partitions: config.partitions, log: said });
  return { ...common, bus, relay: (records, client) => bus.publishIn(records, client) };
}
