import type { Database } from './database.js';

/** How long what is stored stays as it is, in months; null is for ever. */
export interface Keeping {
  /** After so many months chunks are compressed. */
  compressAfterMonths: number | null;
  /** After so many months figures, with their observations and assessments, are dropped. */
  keepMonths: number | null;
}

/** The tables that have a time, and are cut into chunks where TimescaleDB is there. */
export const timed = ['figure', 'observation', 'assessment'] as const;

/**
 * Tells TimescaleDB's own scheduler what to compress and what to drop. The policies are the database's, so the regulator that was
 * started last decides; one that says what holds already changes nothing.
 */
export async function applyKeeping(database: Database, keeping: Keeping): Promise<void> {
  const policies = [
    { kind: 'compression', setting: 'compress_after', months: keeping.compressAfterMonths },
    { kind: 'retention', setting: 'drop_after', months: keeping.keepMonths },
  ];
  await database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock(7305417)');
    for (const table of timed) {
      for (const { kind, setting, months } of policies) {
        const holds = await client.query(
          `select from timescaledb_information.jobs where hypertable_name = $1 and (config->>$2)::interval = make_interval(months => $3)`,
          [table, setting, months],
        );
        if (holds.rowCount) continue;
        await client.query(`select remove_${kind}_policy($1::regclass, if_exists => true)`, [table]);
        if (months === null) continue;
        await client.query(`select add_${kind}_policy($1::regclass, make_interval(months => $2))`, [table, months]);
      }
    }
  });
}
