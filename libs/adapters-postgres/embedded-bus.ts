import { SyncoError } from '#libs/contracts';
import type { Bus, OutgoingRecord, Subscription } from '#libs/regulation';
import type { Client, Database } from './database.js';
import { subscribe } from './embedded-subscription.js';
import { appendToLog, partitionCounts, prepareLog } from './embedded-log.js';
import { Wake } from './wake.js';

export interface EmbeddedBus extends Bus {
  /** Appends in a transaction that the caller holds: the outbox and the log then move as one. */
  publishIn(records: readonly OutgoingRecord[], client: Client): Promise<void>;
}

export interface EmbeddedBusOptions {
  /** How many partitions a topic gets when the log is made; later it keeps those that it has. */
  partitions: number;
  /** Most records handed over at once. */
  most?: number;
  log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

/** The bus as an append-only table in the store's own database. */
export async function embeddedBus(
  database: Database,
  { partitions, most = 400, log }: EmbeddedBusOptions,
): Promise<EmbeddedBus> {
  const identity = await database.transaction((client) => prepareLog(client, partitions));
  const counts = await partitionCounts(database.pool);
  const written = new Wake();
  const subscriptions: Subscription[] = [];
  const append = (client: Client, records: readonly OutgoingRecord[]) => appendToLog(client, records, counts);
  return {
    publish: async (records) => {
      if (records.length === 0) return;
      await database
        .transaction((client) => append(client, records))
        .catch((error: unknown) => {
          throw new SyncoError(
            'bus-unavailable',
            `The log did not take the records: ${error instanceof Error ? error.message : String(error)}`,
          );
        });
      written.call();
    },
    publishIn: async (records, client) => {
      await append(client, records);
      written.callLater(database.kind === 'embedded' ? 0 : 10);
    },
    subscribe: async (options) => {
      const subscription = await subscribe(database, { ...options, identity, most, written, log });
      subscriptions.push(subscription);
      return subscription;
    },
    check: () => Promise.resolve({ ok: true, detail: 'the log is a table of the store, and as well as that' }),
    close: async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
    },
  };
}
