import { type Database, openPostgres } from '#libs/adapters-postgres';
import { topics } from '#libs/contracts';
import { startPostgres } from '../kit/postgres.js';
import { KafkaUnderFault } from './broker.js';
import { clusterOf, endsOf, readTopics } from './kafka-records.js';
import { logOf, type Stage } from './stage.js';

/** A stage over PostgreSQL can be asked while regulators run. */
export interface PostgresStage extends Stage {
  /** A connection of the one who watches. */
  watch(): Promise<Database>;
}

/** A PostgreSQL of its own that is bus and store. */
export async function sharedStage(): Promise<PostgresStage> {
  const server = await startPostgres();
  return postgresStage(server.url, { remove: () => server.stop() });
}

/** A broker and a PostgreSQL of their own. */
export async function kafkaStage(): Promise<PostgresStage & { kafka: KafkaUnderFault }> {
  const [kafka, server] = await Promise.all([KafkaUnderFault.start(), startPostgres()]);
  return { ...postgresStage(server.url, { kafka, remove: () => server.stop() }), kafka };
}

/** A database at an address, alone or with a broker beside it, which is removed with the stage. */
export function postgresStage(
  url: string,
  { kafka, remove }: { kafka?: KafkaUnderFault; remove: () => Promise<void> },
): PostgresStage {
  const openStore = () => openPostgres(url, () => {});
  let watching: Promise<Database> | undefined;
  const watch = () => (watching ??= openStore());
  return {
    environment: { DATABASE_URL: url, ...(kafka ? { KAFKA_BROKERS: kafka.address } : {}) },
    openStore,
    watch,
    records: async (store) => (kafka ? [...kafka.kept, ...(await readTopics(kafka.address))] : logOf(store)),
    waitsFor: async (_, climbed) => {
      const store = await watch();
      return (await waiting(store, climbed)) ?? (await unread(store, kafka));
    },
    remove: async () => {
      await (await watching)?.close();
      await kafka?.remove();
      await remove();
    },
  };
}

async function waiting({ pool }: Database, climbed: number | null): Promise<string | null> {
  const found = await pool.query<{ pending: number; outbox: number; clocks: number; top: number }>(
    `select (select count(*) from receipt where state = 'pending') as pending, (select count(*) from outbox) as outbox,
            (select count(*) from timer where kind = 'climb') as clocks, (select count(*) from alert where held_by = 'root') as top`,
  );
  const { pending = 0, outbox = 0, clocks = 0, top = 0 } = found.rows[0] ?? {};
  const carried = pending + outbox === 0;
  if (carried && (climbed === null || (clocks === 0 && top >= climbed))) return null;
  return `${pending} receipts are pending, ${outbox} messages in the outbox, ${clocks} clocks run, ${top} alerts are at the top`;
}

/** Partitions whose stored position is not at their end. */
async function unread({ pool }: Database, kafka: KafkaUnderFault | undefined): Promise<string | null> {
  const ends = kafka ? await endsOf(kafka.address) : await ownEnds(pool);
  const positions = await pool.query<{ place: string; next: number }>(
    `select topic || '/' || partition as place, next_offset as next from consumer_position where $1::text is null or bus = $1`,
    [kafka ? await clusterOf(kafka.address) : null],
  );
  const read = new Map(positions.rows.map(({ place, next }) => [place, next]));
  const behind = [...ends].filter(
    ([place, end]) => !place.startsWith(topics.dispatches) && end > 0 && read.get(place) !== end,
  );
  return behind.length === 0
    ? null
    : behind.map(([place, end]) => `${place} is read to ${read.get(place)} of ${end}`).join(', ');
}

async function ownEnds(pool: Database['pool']): Promise<Map<string, number>> {
  const found = await pool.query<{ place: string; end: number }>(
    `select topic || '/' || partition as place, next_offset as "end" from log_partition`,
  );
  return new Map(found.rows.map(({ place, end }) => [place, end]));
}
