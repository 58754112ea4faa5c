import { z } from 'zod';
import { Instant } from './names.js';

/** A table of the store. Periods by their local start, without zone; null where the table has none. */
export const StorageTable = z.object({
  name: z.string(),
  rows: z.int(),
  /** Whether the rows of a large table are only as many as the database believed when it last looked. */
  estimated: z.boolean(),
  /** With its indexes. */
  bytes: z.int(),
  oldest: z.string().nullable(),
  newest: z.string().nullable(),
  /** Null where the table is not cut into chunks. */
  chunks: z.int().nullable(),
  /** How many chunks are compressed, and their bytes before and after. */
  compressed: z.object({ chunks: z.int(), before: z.int(), after: z.int() }).nullable(),
});
export type StorageTable = z.infer<typeof StorageTable>;

/** What is stored, what of it is compressed, and what would be dropped. */
export const Storage = z.object({
  store: z.enum(['PGlite', 'PostgreSQL', 'TimescaleDB']),
  bytes: z.int(),
  /** The largest first. */
  tables: z.array(StorageTable),
  /** Stretches of time whose sums by week and month are read from the figures until they are kept anew; null without TimescaleDB. */
  refreshing: z.object({ ranges: z.int(), since: Instant.nullable() }).nullable(),
  /** Chunks are compressed when they are so old; null is never. */
  compression: z.object({ afterMonths: z.int().nullable() }),
  /** `keepMonths` is the setting, null is for ever. `drops`: what is, or would be, dropped if figures were kept so many months. */
  retention: z.object({
    keepMonths: z.int().nullable(),
    drops: z.object({ keepMonths: z.int(), before: z.string(), rows: z.int(), bytes: z.int() }),
  }),
  /** How many days records stay in the log that is part of the store, null is for ever; null as a whole where Kafka is the log. */
  log: z.object({ keepDays: z.int().nullable() }).nullable(),
});
export type Storage = z.infer<typeof Storage>;
