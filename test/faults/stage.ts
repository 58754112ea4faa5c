import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openEmbedded } from '#libs/adapters-postgres';
import { Health } from '#libs/contracts';

/** A record as it lies on the bus; `source` tells logs that followed each other. */
export interface BusRecord {
  source: string;
  topic: string;
  partition: number;
  offset: number;
  key: string | null;
  value: string;
}

/** Bus and store that regulators run over, as the one who checks them sees them. */
export interface Stage {
  /** The settings of a regulator on it. */
  environment: Record<string, string>;
  /** The store; an embedded one only while no regulator runs. */
  openStore(): Promise<Database>;
  /** Everything that lies on the bus, in the order of its partitions. */
  records(store: Database): Promise<BusRecord[]>;
  /**
   * Null when nothing is on its way any more, and so many alerts have come to the top with no clock left; else what is waited for.
   * With null for the alerts it looks at figures and messages alone.
   */
  waitsFor(address: string, climbed: number | null): Promise<string | null>;
  remove(): Promise<void>;
}

/** PGlite in a folder of its own, or in one that is given. */
export async function embeddedStage(given?: string): Promise<Stage> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'synco-faults-')));
  return {
    environment: { DATA_DIR: folder },
    openStore: () => openEmbedded(folder),
    records: logOf,
    waitsFor: async (address, climbed) => (await carried(address)) ?? (await toClimb(address, climbed ?? 0)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function carried(address: string): Promise<string | null> {
  const { checks } = Health.parse(await (await fetch(`${address}/health`)).json());
  const busy = ['consumer', 'outbox'].filter((name) => !checks[name]?.detail.startsWith('0 '));
  return busy.length === 0 ? null : busy.map((name) => checks[name]?.detail ?? `no word of ${name}`).join(', ');
}

async function toClimb(address: string, climbed: number): Promise<string | null> {
  const headers = { 'Synco-As': 'Test@root' };
  const answer = await fetch(`${address}/api/alerts?state=all&limit=1000`, { headers });
  const there = (await answer.text()).match(/"openedAt"/g)?.length ?? 0;
  return there >= climbed ? null : `${climbed - there} alerts have to come to the top`;
}

/** What lies on the log that is a table of the store. */
export async function logOf({ pool }: Database): Promise<BusRecord[]> {
  const found = await pool.query<BusRecord>(
    `select 'log' as source, topic, partition, "offset", key, value from log_record order by topic, partition, "offset"`,
  );
  return found.rows;
}
